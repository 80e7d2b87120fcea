"""The program as an assistant's server: the protocol's own client asks it over standard input and output."""

import asyncio
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SMALL_FACTS

pytest.importorskip("mcp", reason="the extra `mcp` is not installed")
from mcp import StdioServerParameters
from mcp.client import Client
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPError
from mcp.types import ResourceTemplateReference

ANOTHER = Path(__file__).parent.parent / "another"
COMMAND = [sys.executable, "-m", "karabakh_cli", "mcp"]
FIRST = (
    {
        "id": 0,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "tests", "version": "1"},
        },
    },
    {"method": "notifications/initialized"},
)


@pytest.fixture
def served(environment):
    """Return a function that holds a conversation with the program as a server, by the protocol's own client."""

    def hold(conversation, *arguments, facts=SMALL_FACTS, mode="auto"):
        async def converse():
            chosen = {"KARABAKH_FACTS": str(facts)} if facts else {}
            started = StdioServerParameters(
                command=COMMAND[0], args=[*COMMAND[1:], *arguments], env=environment | chosen
            )
            async with Client(stdio_client(started), mode=mode) as client:
                return await conversation(client)

        return asyncio.run(converse())

    return hold


class Line:
    """The program as a server, spoken to line by line."""

    def __init__(self, env, *arguments):
        """Start it, and open the conversation as the protocol asks."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        self.process = subprocess.Popen([*COMMAND, *arguments], env=env, encoding="utf-8", **pipes)
        self.send(*FIRST)
        self.opened = self.receive()

    def send(self, *messages):
        """Send messages at once."""
        self.process.stdin.write("".join(f"{json.dumps({'jsonrpc': '2.0', **each})}\n" for each in messages))
        self.process.stdin.flush()

    def receive(self):
        """Return the next message."""
        return json.loads(self.process.stdout.readline())

    def ask(self, number, name, **arguments):
        """Ask a tool, and return the answer."""
        self.send(asking(number, name, **arguments))
        return self.receive()

    def end(self):
        """Close standard input; return the status, and what else was said."""
        told, complaints = self.process.communicate(timeout=60)
        return self.process.returncode, told, complaints


def asking(number, name, **arguments):
    """Return the message that asks a tool."""
    return {"id": number, "method": "tools/call", "params": {"name": name, "arguments": arguments}}


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_client_of_the_protocol_asks_ten_questions(served, mode):
    """Seven questions are answered and three refused with their remedies, in the protocol as it is and as it was."""
    asked = [
        ("events", {"question": "1993"}),
        ("search", {"words": "north"}),
        ("show", {"names": "north-town"}),
        ("figures", {}),
        ("on", {"day": "1991-05-08"}),
        ("disputes", {}),
        ("about", {}),
        ("show", {"names": "nowhere-at-all"}),
        ("show", {"names": "North"}),
        ("on", {"day": "1993-02-31"}),
    ]

    async def conversation(client):
        return [await client.call_tool(name, arguments) for name, arguments in asked]

    answers = served(conversation, mode=mode)
    assert [answer.is_error for answer in answers] == [False] * 7 + [True] * 3
    assert all(json.loads(answer.content[0].text) == answer.structured_content for answer in answers[:7])
    assert all(answer.structured_content["records"] for answer in answers[:7])
    assert [answer.content[0].text for answer in answers[7:]] == [
        "no such record: nowhere-at-all\nkarabakh search nowhere-at-all",
        "the name leads to 2 records: North\nsay which: abroad (place North), north (actor North)",
        "there is no such day: 1993-02-31\n1993-02 has 28 days",
    ]


def test_an_answer_is_cited_and_keeps_its_doubt(served):
    """A record has its sources with standing and locator, its disputes, when it was checked, and its match."""

    async def conversation(client):
        return await client.call_tool("events", {"question": "1992", "kind": "battle", "disputed": True})

    for record in served(conversation, facts=None).structured_content["records"]:
        assert {"standing", "locator", "gives", "by"} <= set(record["sources"][0])
        assert record["match"] in ("certain", "possible")
        assert {"disputes", "checked", "earliest", "latest"} <= set(record)


def test_the_tools_say_that_they_only_read(served):
    """Every tool is marked as read-only, without a world outside, and has both schemas."""

    async def conversation(client):
        return (await client.list_tools()).tools

    listed = served(conversation)
    assert len(listed) == 10
    for tool in listed:
        marks = tool.annotations
        assert (marks.read_only_hint, marks.destructive_hint, marks.idempotent_hint) == (True, False, True)
        assert marks.open_world_hint is False
        assert tool.input_schema["type"] == tool.output_schema["type"] == "object"


def test_a_record_is_a_resource_by_its_id(served, small):
    """Key events are listed, the template leads to every record, its id is completed, and an unknown one is refused."""

    async def conversation(client):
        listed = (await client.list_resources()).resources
        (template,) = (await client.list_resource_templates()).resource_templates
        read = await client.read_resource("karabakh://record/north-town")
        of_template = ResourceTemplateReference(uri=template.uri_template)
        offered = await client.complete(of_template, {"name": "id", "value": "north-t"})
        refusals = []
        for uri in ("karabakh://record/nowhere-at-all", "karabakh://record/", "file:///etc/passwd"):
            with pytest.raises(MCPError) as refused:
                await client.read_resource(uri)
            refusals.append(refused.value.error.message)
        return listed, template, read, offered, refusals

    listed, template, read, offered, refusals = served(conversation)
    key = small("events", "--key", "--fields", "id").stdout.split()
    assert [resource.uri for resource in listed] == [f"karabakh://record/{id_}" for id_ in key]
    assert template.uri_template == "karabakh://record/{id}"
    assert [json.loads(read.contents[0].text)] == json.loads(small("show", "north-town", "--json").stdout)
    assert offered.completion.values == ["north-town"]
    assert refusals == [
        "no such record: nowhere-at-all\nkarabakh search nowhere-at-all",
        "no such resource: karabakh://record/\ntry: karabakh://record/ID",
        "no such resource: file:///etc/passwd\ntry: karabakh://record/ID",
    ]


def test_facts_of_another_subject_name_themselves(served):
    """With --facts the title and the instructions are of those facts, and so are the answers."""

    async def conversation(client):
        return client.server_info, client.instructions, await client.call_tool("events", {})

    server, instructions, events = served(conversation, "--facts", str(ANOTHER), facts=None)
    assert (server.name, server.title) == ("karabakh", "Invented facts about the war of the islands, 1860 to 1869")
    assert server.title in instructions
    assert "Karabakh" not in instructions
    assert events.structured_content["records"]


def test_a_request_that_is_cancelled_has_no_answer(environment):
    """After a cancellation the next request is answered, and the cancelled one gets no result."""
    line = Line(environment)
    line.ask(1, "about")  # compiled by now
    cancelled = {"method": "notifications/cancelled", "params": {"requestId": 2}}
    line.send(asking(2, "disputes"), cancelled, asking(3, "about"))
    answered = []
    while 3 not in [each["id"] for each in answered]:
        answered.append(line.receive())
    status, told, complaints = line.end()
    answered += map(json.loads, told.splitlines())
    assert [each["id"] for each in answered if "result" in each] == [3]
    assert (status, complaints) == (0, "")


def test_a_thousand_questions_do_not_make_it_grow(environment):
    """After two hundred questions eight hundred more take less than 20 MiB of memory."""
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell what memory a process takes")
    line = Line(environment | {"KARABAKH_FACTS": str(SMALL_FACTS)})

    def memory():
        status = Path(f"/proc/{line.process.pid}/status").read_text(encoding="utf-8")
        return int(status.split("VmRSS:")[1].split()[0])

    for number in range(1, 1001):
        name, arguments = [("events", {}), ("show", {"names": "North"}), ("on", {"day": "1993-07-24"})][number % 3]
        assert line.ask(number, name, **arguments)["id"] == number
        if number == 200:
            warm = memory()
    assert memory() - warm < 20 * 1024
    assert line.end()[0] == 0


def test_the_end_of_standard_input_ends_it(environment):
    """Nothing but the protocol was written, nothing was said beside it, and the status is 0."""
    line = Line(environment | {"KARABAKH_FACTS": str(SMALL_FACTS)})
    assert line.opened["result"]["serverInfo"]["title"] == "Invented facts for the tests"
    assert line.ask(1, "about")["id"] == 1
    assert line.end() == (0, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="an event loop has a connection to itself there")
def test_it_reaches_for_no_network(environment, tmp_path):
    """From its start to its end it looks up no name, connects to nothing and listens to nobody."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\n"
        "reaching = {'socket.connect', 'socket.bind', 'socket.getaddrinfo', 'socket.gethostbyname', 'socket.sendto'}\n"
        "sys.addaudithook(lambda event, _: os._exit(99) if event in reaching else None)",
        encoding="utf-8",
    )
    line = Line(environment | {"KARABAKH_FACTS": str(SMALL_FACTS), "PYTHONPATH": str(tmp_path)})
    assert line.ask(1, "search", words="north")["id"] == 1
    line.send({"id": 2, "method": "resources/list"})
    assert line.receive()["id"] == 2
    assert line.end() == (0, "", "")


def test_what_is_not_the_protocol_does_not_end_it(environment):
    """Lines that are no messages, unknown methods and wrong parameters leave the next question its answer."""
    line = Line(environment | {"KARABAKH_FACTS": str(SMALL_FACTS)})
    line.process.stdin.write("nonsense\n[]\n{}\nnull\n\n" + "[" * 10_000 + "\n")
    line.send({"id": 1, "method": "no/such"}, asking(2, 5), asking(3, "no-such"), asking(4, "about"))
    answered = {}
    while 4 not in answered:
        message = line.receive()
        answered[message["id"]] = message
    assert "result" in answered[4]
    assert all("error" in answered[number] for number in (1, 2, 3))
    assert line.end() == (0, "", "")


def test_an_assistant_that_goes_away_is_no_error(environment):
    """Where nobody reads any more, the program ends with status 0 and without a word."""
    line = Line(environment | {"KARABAKH_FACTS": str(SMALL_FACTS)})
    line.process.stdout.close()
    line.send(*(asking(number, "events") for number in range(1, 4)))
    line.process.stdin.close()
    assert line.process.wait(timeout=60) == 0
    assert line.process.stderr.read() == ""
    line.process.stderr.close()


def test_facts_that_break_meanwhile_are_an_error_of_the_tool(environment, tmp_path):
    """A question is refused with the fault while the facts have one, and answered when it is mended."""
    folder = shutil.copytree(SMALL_FACTS, tmp_path / "facts")
    line = Line(environment, "--facts", str(folder))
    (folder / "events" / "broken.yaml").write_text("- id: x\n", encoding="utf-8")
    broken = line.ask(1, "events")["result"]
    assert broken["isError"]
    assert "broken.yaml" in broken["content"][0]["text"]
    line.send({"id": 3, "method": "resources/list"})
    assert "broken.yaml" in line.receive()["error"]["message"]
    (folder / "events" / "broken.yaml").unlink()
    assert not line.ask(2, "events")["result"]["isError"]
    assert line.end() == (0, "", "")


def test_broken_facts_end_it_before_the_protocol_begins(karabakh):
    """Facts with faults are named on standard error with status 3, and nothing is written."""
    broken = Path(__file__).parent.parent / "check" / "broken" / "REF01"
    run = karabakh("mcp", facts=broken, stdin=subprocess.DEVNULL)
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr.startswith(f"karabakh: the facts cannot be used: {broken}\n")


@pytest.mark.parametrize("closed", ["<&-", "</dev/null >&-"])
def test_it_says_so_where_an_end_is_closed(environment, closed):
    """Without standard input or without standard output there is nobody to speak to."""
    run = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m karabakh_cli mcp {closed}"],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert (run.returncode, run.stdout) == (4, "")
    assert run.stderr == "karabakh: standard input or output is closed\nhave an assistant start karabakh mcp\n"


def test_an_answer_that_cannot_be_written_is_said(environment):
    """A full disk behind standard output has the status of an answer that cannot be written."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "w") as full:
        run = subprocess.run(
            COMMAND, env=environment, input=json.dumps({"jsonrpc": "2.0", **FIRST[0]}) + "\n", stdout=full,
            stderr=subprocess.PIPE, encoding="utf-8", timeout=60,
        )  # fmt: skip
    assert (run.returncode, run.stderr.splitlines()[0]) == (4, "karabakh: the answer cannot be written")
