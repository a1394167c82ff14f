import os
import signal

from hypothesis import settings


def pytest_addoption(parser):
    parser.addoption(
        "--fuzz",
        type=int,
        default=0,
        metavar="N",
        help="send N hostile texts through every door, not just a few",
    )


def pytest_configure(config):
    """A terminal with colours and no width of its own, wherever it runs; nothing has to be fast.

    What is started from here can be interrupted, also where all this began in the background.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    settings.register_profile("at its own pace", deadline=None)
    settings.load_profile("at its own pace")
    os.environ["TERM"] = "xterm-256color"
    os.environ.pop("NO_COLOR", None)
    os.environ.pop("COLUMNS", None)
