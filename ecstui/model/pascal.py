"""How data of the AWS services other than ECS are read whose members are PascalCase."""

from pydantic import ConfigDict
from pydantic.alias_generators import to_pascal

PASCAL = ConfigDict(
    alias_generator=to_pascal, populate_by_name=True, extra="ignore", defer_build=True
)
"""Members are PascalCase on the wire and snake_case here."""
