"""The three protocols, each as one object: parameters in, answers and refusals out."""

from dataclasses import dataclass
from typing import Protocol

from ecstui.sim.call import AwsError, Body
from ecstui.sim.protocol import form_body, json_body, xml_body
from ecstui.sim.protocol.checking import ShapeError, checks
from ecstui.sim.protocol.models import Model, OperationModel, Shape


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over HTTP, but for the headers that every answer has."""

    status: int
    content_type: str
    body: bytes


class Wire(Protocol):
    """One of AWS's protocols."""

    name: str
    """As the models call it: json, query or ec2."""

    def read(self, body: bytes, operation: OperationModel) -> Body:
        """The parameters of a request; raises ShapeError if they cannot be read."""

    def answer(self, model: Model, operation: OperationModel, out: Body, request: str) -> Answer:
        """The success with checked output `out`."""

    def refusal(self, model: Model | None, error: AwsError, request: str) -> Answer:
        """The refusal in this protocol's error shape."""


class JsonWire:
    """The json protocol, 1.0 and 1.1."""

    name = "json"

    def read(self, body: bytes, operation: OperationModel) -> Body:
        """The JSON object in the body."""
        return json_body.read(body, operation.input_shape)

    def answer(self, model: Model, operation: OperationModel, out: Body, request: str) -> Answer:
        """A JSON object."""
        return Answer(200, _json_type(model), json_body.write(out, operation.output_shape))

    def refusal(self, model: Model | None, error: AwsError, request: str) -> Answer:
        """`__type` and `message`, or `Message` where the error's shape calls it that."""
        shape = model.error(error.code) if model else None
        label = "Message" if shape is not None and "Message" in shape.members else "message"
        content = {"__type": error.code, label: error.message}
        content |= json_body.jsonable(_checked(model, shape, error), shape)
        body = json_body.dump(content)
        return Answer(_status(model, shape, error), _json_type(model), body)


def _json_type(model: Model | None) -> str:
    version = model.metadata.get("jsonVersion", "1.1") if model else "1.1"
    return f"application/x-amz-json-{version}"


class QueryWire:
    """The query protocol: a form in, XML out."""

    name = "query"

    def read(self, body: bytes, operation: OperationModel) -> Body:
        """The form's fields."""
        return form_body.read(form_body.fields(body), operation.input_shape, ec2=False)

    def answer(self, model: Model, operation: OperationModel, out: Body, request: str) -> Answer:
        """`<OpResponse><OpResult>…</OpResult><ResponseMetadata>…</OpResponse>`."""
        shape = operation.output_shape
        content = xml_body.members(out, shape)
        if shape is not None and "resultWrapper" in shape.serialization:
            content = xml_body.element(shape.serialization["resultWrapper"], content)
        content += xml_body.element("ResponseMetadata", xml_body.element("RequestId", request))
        return _xml(200, xml_body.element(f"{operation.name}Response", content, model.namespace))

    def refusal(self, model: Model | None, error: AwsError, request: str) -> Answer:
        """`<ErrorResponse><Error>…</Error><RequestId>…</ErrorResponse>`."""
        shape = model.error(error.code) if model else None
        status = _status(model, shape, error)
        content = xml_body.element("Type", "Receiver" if status >= 500 else "Sender")
        content += _error_members(model, shape, error)
        content = xml_body.element("Error", content) + xml_body.element("RequestId", request)
        namespace = model.namespace if model else ""
        return _xml(status, xml_body.element("ErrorResponse", content, namespace))


class Ec2Wire:
    """The ec2 protocol: much like query, with its own names and error shape."""

    name = "ec2"

    def read(self, body: bytes, operation: OperationModel) -> Body:
        """The form's fields, by their ec2 names."""
        return form_body.read(form_body.fields(body), operation.input_shape, ec2=True)

    def answer(self, model: Model, operation: OperationModel, out: Body, request: str) -> Answer:
        """`<OpResponse><requestId>…</requestId>…</OpResponse>`."""
        content = xml_body.element("requestId", request)
        content += xml_body.members(out, operation.output_shape)
        return _xml(200, xml_body.element(f"{operation.name}Response", content, model.namespace))

    def refusal(self, model: Model | None, error: AwsError, request: str) -> Answer:
        """`<Response><Errors><Error>…</Error></Errors><RequestID>…</Response>`."""
        shape = model.error(error.code) if model else None
        content = xml_body.element("Error", _error_members(model, shape, error))
        content = xml_body.element("Errors", content) + xml_body.element("RequestID", request)
        return _xml(_status(model, shape, error), xml_body.element("Response", content))


WIRES: dict[str, Wire] = {wire.name: wire for wire in (JsonWire(), QueryWire(), Ec2Wire())}
"""The protocols by the name that the models give them."""


def _xml(status: int, document: str) -> Answer:
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n{document}'.encode()
    return Answer(status, "text/xml;charset=UTF-8", body)


def _error_members(model: Model | None, shape: Shape | None, error: AwsError) -> str:
    # A modelled error has a wire code of its own: NoSuchEntityException is NoSuchEntity in XML.
    code: str = error.code if shape is None else shape.error_code
    elements = xml_body.element("Code", xml_body.text(code))
    elements += xml_body.element("Message", xml_body.text(error.message))
    return elements + xml_body.members(_checked(model, shape, error), shape)


def _status(model: Model | None, shape: Shape | None, error: AwsError) -> int:
    if error.status is not None:
        return error.status
    return 400 if model is None or shape is None else model.error_status(shape)


def _checked(model: Model | None, shape: Shape | None, error: AwsError) -> Body:
    if not error.members:
        return {}
    if model is None or shape is None:
        raise ShapeError("unknown", f"{error.code} is not modelled and has no members")
    # The message is a required member of some error shapes, and is written apart from the others.
    label = "Message" if "Message" in shape.members else "message"
    whole = error.members | ({label: error.message} if label in shape.members else {})
    fit: Body = checks(model.name, constraints=False).of(shape)(whole)
    return {key: value for key, value in fit.items() if key != label}
