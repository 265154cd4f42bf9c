"""`./dentelle bench search|import|images|manifests|agenda|exports …`: each measure is read only when it is asked for."""

import sys

USAGE = """\
./dentelle bench search [--records N] [--queries N] [--facets 6|7|8] [--skip postgres,sqlite,…] [--json]
./dentelle bench import [--records N] [--json]
./dentelle bench images [--picture FILE] [--clients N] [--tiles N] [--passes N] [--skip nginx,iipsrv] [--json]
./dentelle bench manifests [--records N] [--times N] [--json]
./dentelle bench agenda [--events N] [--times N] [--postgresql] [--json]
./dentelle bench exports [--events N] [--json]"""


def main(arguments: list[str]) -> None:
    """Hand over to the measure that is named first."""
    name, *rest = arguments or [""]
    if name == "search":
        from benchmarks import search  # noqa: PLC0415 -- read only when asked for

        search.main(rest)
    elif name == "import":
        from benchmarks import imports  # noqa: PLC0415 -- read only when asked for

        imports.main(rest)
    elif name == "images":
        from benchmarks import images  # noqa: PLC0415 -- read only when asked for

        images.main(rest)
    elif name == "manifests":
        from benchmarks import manifests  # noqa: PLC0415 -- read only when asked for

        manifests.main(rest)
    elif name == "agenda":
        from benchmarks import agenda  # noqa: PLC0415 -- read only when asked for

        agenda.main(rest)
    elif name == "exports":
        from benchmarks import exports  # noqa: PLC0415 -- read only when asked for

        exports.main(rest)
    else:
        print(USAGE, file=sys.stdout if name in {"-h", "--help"} else sys.stderr)
        sys.exit(0 if name in {"-h", "--help"} else 2)


if __name__ == "__main__":
    main(sys.argv[1:])
