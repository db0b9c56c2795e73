"""What an editor can do, by the names of the specification."""

from lsprotocol import converters, types

CONVERTER = converters.get_converter()


class Abilities:
    """The capabilities of an editor, asked for by path: `able("textDocument.hover.contentFormat")`."""

    def __init__(self, capabilities: types.ClientCapabilities):
        self.capabilities = capabilities
        self.tree = CONVERTER.unstructure(capabilities, types.ClientCapabilities)

    def __call__(self, path: str, default=None):
        value = self.tree
        for step in path.split("."):
            if not isinstance(value, dict) or value.get(step) is None:
                return default
            value = value[step]
        return value


def offers(client) -> dict:
    """What the server said it can do, as JSON has it."""
    return CONVERTER.unstructure(client.offered.capabilities, types.ServerCapabilities)


def paths_of(offer: dict) -> set[str]:
    """Everything that is offered, each option by itself."""
    found = set()
    for name, value in offer.items():
        if value in (None, False):
            continue
        found.add(name)
        if isinstance(value, dict) and name not in ("experimental",):
            found |= {f"{name}.{path}" for path in paths_of(value)}
    return found
