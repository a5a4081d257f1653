"""botocore's parsers, except that a JSON body that succeeded is left as it came."""

from typing import Any

from aiobotocore.parsers import AioJSONParser, AioResponseParserFactory
from botocore.parsers import ResponseParserError

RAW_BODY = "RawBody"
"""Key of the parsed response under which the untouched bytes are found."""


class _RawJsonParser(AioJSONParser):  # type: ignore[misc]  # aiobotocore has no types
    """Leaves successful bodies to pydantic, and errors to botocore."""

    async def _do_parse(self, response: dict[str, Any], shape: Any) -> dict[str, Any]:
        if shape is not None and shape.event_stream_name:
            parsed: dict[str, Any] = await super()._do_parse(response, shape)
            return parsed
        parsed = {RAW_BODY: response["body"]}
        self._inject_response_metadata(parsed, response["headers"])
        return parsed


class _Careful:
    """A parser that knows only one way to fail."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser

    async def parse(self, response: dict[str, Any], shape: Any) -> dict[str, Any]:
        """As botocore's.

        :raises ResponseParserError: the response is not one of AWS.
        """
        try:
            parsed: dict[str, Any] = await self._parser.parse(response, shape)
        # The parsers trust AWS: over a proxy's page they trip as AttributeError, KeyError, …
        except Exception as error:
            raise ResponseParserError(type(error).__name__) from error
        # An empty <Error/> is parsed to None, over which botocore's endpoint trips.
        if not isinstance(parsed.get("Error", {}), dict):
            raise ResponseParserError("an error without members")
        return parsed


class RawParserFactory(AioResponseParserFactory):  # type: ignore[misc]  # aiobotocore has no types
    """Makes the parser of each protocol; only JSON services get the raw one."""

    def create_parser(self, protocol_name: str) -> Any:
        """A parser for `protocol_name`, botocore's word for it."""
        if protocol_name == "json":
            return _Careful(_RawJsonParser(**self._defaults))
        return _Careful(super().create_parser(protocol_name))
