def pytest_addoption(parser):
    parser.addoption(
        "--fuzz",
        type=int,
        default=0,
        metavar="N",
        help="send N hostile texts through every door, not just a few",
    )
