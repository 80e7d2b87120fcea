"""Facts to an assistant, by the Model Context Protocol: tools and resources over standard input and output."""

import asyncio
import gc
import json
import logging
import os
import sys
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import unquote

from mcp import types
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from karabakh_cli import __version__
from karabakh_cli.ask.offers import records_offered
from karabakh_cli.ask.reference import Reference
from karabakh_cli.cli.printing import say
from karabakh_cli.cli.tool import tools
from karabakh_cli.errors import KarabakhError, OutputError

T = TypeVar("T")

_RECORD = "karabakh://record/"
_JSON = "application/json"
_MOST_OFFERED = 100
"""The values that the protocol lets a completion have."""
_INSTRUCTIONS = (
    "{title}. {description}\n"
    "Cite the sources of what you pass on, and say whose word it is (`standing`). Where sources differ, pass on each "
    "position: none is picked here. Keep the doubt that an answer tells (`match`, `certainty`, `quantifier`) and the "
    "precision of its dates. Never add flows of figures: they count moves, not people. A name that leads to several "
    "records is refused with all of them: ask again by id. An error has its remedy in its second line, in the words "
    "of the command line, where `karabakh show X` is the tool show, and `--kind` its option kind."
)
_READ_ONLY = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def serve(facts: Reference) -> None:
    """Answer what comes on standard input until that is closed.

    Raises FactsError before the protocol begins where the facts cannot be used, and OutputError where standard input
    or output is closed.
    """
    if sys.stdin is None or sys.stdout is None:
        raise OutputError("standard input or output is closed", "have an assistant start karabakh mcp")
    server = _server(facts)
    if not os.environ.get("KARABAKH_DEBUG"):
        logging.disable()
    if sys.stdin.isatty():
        say("an assistant is to write to standard input; Ctrl-D ends this")
    gc.enable()  # a question does without it, but this goes on
    try:
        asyncio.run(_speak(server))
    except ExceptionGroup as problems:
        if problems.subgroup(OSError) is None:
            raise
        if problems.subgroup(BrokenPipeError) is None:  # else the assistant has gone, which is no error
            raise OutputError("the answer cannot be written", "have an assistant start karabakh mcp") from None


async def _speak(server: Server[Any]) -> None:
    async with stdio_server() as (asked, told):
        await server.run(asked, told, server.create_initialization_options())


def _server(facts: Reference) -> Server[Any]:
    """Return a server of some facts. Raises FactsError where they cannot be used."""
    subject, answers = facts.subject(), _Answers(facts)
    server: Server[Any] = Server(
        "karabakh",
        version=__version__,
        title=subject.title,
        description=subject.description,
        instructions=_INSTRUCTIONS.format(title=subject.title, description=subject.description or ""),
        on_list_tools=answers.list_tools,
        on_call_tool=answers.call_tool,
        on_list_resources=answers.list_resources,
        on_list_resource_templates=answers.list_templates,
        on_read_resource=answers.read,
        on_completion=answers.complete,
    )
    server.middleware.clear()  # it tells OpenTelemetry, where that is set up, of each request: we send nothing
    return server


class _Answers:
    """What is answered to each request of the protocol. A record is a resource by its id; the key events are listed."""

    def __init__(self, facts: Reference) -> None:
        self._facts, self._tools = facts, tools(facts)

    async def list_tools(self, context: Any, asked: Any) -> types.ListToolsResult:
        listed = [
            types.Tool(
                name=tool.name,
                description=tool.description,
                input_schema=tool.input_schema,
                output_schema=tool.output_schema,
                annotations=_READ_ONLY,
            )
            for tool in self._tools.values()
        ]
        return types.ListToolsResult(tools=listed)

    async def call_tool(self, context: Any, asked: types.CallToolRequestParams) -> types.CallToolResult:
        if asked.name not in self._tools:
            raise MCPError(types.INVALID_PARAMS, f"no such tool: {asked.name}\none of {', '.join(self._tools)}")
        try:
            told = await asyncio.to_thread(self._tools[asked.name].ask, asked.arguments or {})
        except KarabakhError as error:
            return types.CallToolResult(content=[types.TextContent(text=_said(error))], is_error=True)
        return types.CallToolResult(content=[types.TextContent(text=_json(told))], structured_content=told)

    async def list_resources(self, context: Any, asked: Any) -> types.ListResourcesResult:
        events = await _answered(lambda: [*self._facts.events(key=True)])
        listed = [
            types.Resource(uri=f"{_RECORD}{event['id']}", name=event["id"], title=event["title"], mime_type=_JSON)
            for event in events
        ]
        return types.ListResourcesResult(resources=listed)

    async def list_templates(self, context: Any, asked: Any) -> types.ListResourceTemplatesResult:
        template = types.ResourceTemplate(
            uri_template=f"{_RECORD}{{id}}", name="record", description="A record whole, by its id.", mime_type=_JSON
        )
        return types.ListResourceTemplatesResult(resource_templates=[template])

    async def read(self, context: Any, asked: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        before, _, id_ = asked.uri.partition(_RECORD)
        if before or not id_:
            raise MCPError(types.INVALID_PARAMS, f"no such resource: {asked.uri}\ntry: {_RECORD}ID")
        found = await _answered(lambda: self._facts.show(unquote(id_)))
        whole = types.TextResourceContents(uri=asked.uri, mime_type=_JSON, text=_json(found[0]))
        return types.ReadResourceResult(contents=[whole])

    async def complete(self, context: Any, asked: types.CompleteRequestParams) -> types.CompleteResult:
        typed = asked.argument.value
        offered = await _answered(lambda: self._facts.ask(lambda index: records_offered(index, typed)))
        values = [value for value, _ in offered]
        completion = types.Completion(values=values[:_MOST_OFFERED], total=len(values))
        return types.CompleteResult(completion=completion)


async def _answered(question: Callable[[], T]) -> T:
    """Ask beside the protocol, which goes on meanwhile. Raises MCPError for what cannot be answered."""
    try:
        return await asyncio.to_thread(question)
    except KarabakhError as error:
        raise MCPError(types.INVALID_PARAMS, _said(error)) from None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _said(error: KarabakhError) -> str:
    """Return an error in words: what is wrong, and under it the next step."""
    return "\n".join(filter(None, (error.what, error.remedy)))
