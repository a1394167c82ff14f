"""What every field of a panel does with keys that are not its own."""

from textual import events


class Typed:
    """A field in which nothing is typed between a key of the panel and what the panel does with it.

    Such a key, and all that come after it, go on to the panel, which hands back what is typed when
    it is still open.
    """

    waits = False
    """Whether the panel has a key of its own to answer first."""

    def passes_on(self, event: events.Key, own: bool) -> bool:
        """Whether a key goes on to the panel: it is not the field's `own`, or comes after one."""
        self.waits = self.waits or not own
        if self.waits:
            event.prevent_default()
        return self.waits
