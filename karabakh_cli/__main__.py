"""Where the program starts: `karabakh`, and `python -m karabakh_cli`."""

import gc

from karabakh_cli.cleanup import leave_on_signals

leave_on_signals()  # before anything that takes time is imported

# A question is over before garbage matters; looking for it while modules load, and once more at the end, would
# take a seventh of the time.
gc.disable()

from karabakh_cli.cli import main as run  # noqa: E402 - the imports are what is to be spared


def main() -> None:
    """Run the command line and exit with its status."""
    try:
        run()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
