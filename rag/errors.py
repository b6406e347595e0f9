"""Everything that can go wrong in a way a person can mend: one small tree.

Each message is one line that says what, where, and what to do. Commands print it and exit 2;
the web chat shows it as a message.
"""


class AskError(Exception):
    """A problem whose message is written for the person at the keyboard."""


class UnusableQuestion(AskError):
    """The question is empty, too long, or not text."""


class BadSetting(AskError):
    """A setting or a command-line value is unknown or out of range."""


class IndexMissing(AskError):
    """There is no index where one was looked for."""


class IndexDamaged(AskError):
    """The index on disk disagrees with itself or cannot be read."""


class ServerUnreachable(AskError):
    """The Chroma server that keeps the index does not answer, or not as one."""


class WrongEncoder(AskError):
    """The index was built with another encoder than the one asked for."""


class EncoderUnavailable(AskError):
    """The encoder's files cannot be found or loaded."""


class RerankerUnavailable(AskError):
    """The reranker's files cannot be found or loaded, or are not a reranker's."""


class ModelUnavailable(AskError):
    """The language model cannot be used: not installed, not reachable, refused, too slow, or over its ceiling."""


class IndexBusy(AskError):
    """Another process is writing to the index."""


class BadDocument(AskError):
    """A file cannot become a document as it is."""


class IndexUnwritable(AskError):
    """The index folder cannot be written to: no permission, no space, or not a folder."""


class NothingToRead(AskError):
    """There are files, but not one of them could be read."""
