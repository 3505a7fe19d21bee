#!/usr/bin/env python3
"""The commands behind ./dev. A command is a function below; its docstring is its help."""

import argparse
import concurrent.futures
import hashlib
import os
import pathlib
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import install  # noqa: E402

ROOT = install.ROOT
say = install.say
BINARY = ROOT / "build" / "release" / "bin" / "millrace"


def sh(*command: object, **options) -> None:
    """Runs a command in the project's folder and stops this one when it fails."""
    words = [str(word) for word in command]
    options.setdefault("cwd", ROOT)
    result = subprocess.run(words, **options)
    if result.returncode != 0:
        shown = " ".join(words)
        sys.exit(f"./dev: '{shown}' failed with status {result.returncode}")


def jobs() -> int:
    return max(1, len(os.sched_getaffinity(0)))


def build_web() -> None:
    """Builds the web client into web/dist when its sources are newer."""
    web = ROOT / "web"
    env = install.node_environment()
    lock = web / "package-lock.json"
    stamp = web / "node_modules" / ".package-lock.json"
    if not stamp.exists() or stamp.stat().st_mtime < lock.stat().st_mtime:
        say("Installing the web client's packages")
        sh("npm", "ci", "--silent", cwd=web, env=env)
    built = web / "dist" / "index.html"
    sources = [ROOT / "libs/http/openapi.json", *web.glob("*.*"), *(web / "src").rglob("*")]
    newest = max(path.stat().st_mtime for path in sources if path.is_file())
    if not built.exists() or built.stat().st_mtime < newest:
        say("Building the web client")
        sh("npm", "run", "--silent", "build", cwd=web, env=env)


def configure(preset: str, *definitions: str) -> None:
    sh("cmake", "--preset", preset, *definitions, stdout=subprocess.DEVNULL)


def build_binary() -> None:
    install.packages(install.BUILD_PACKAGES)
    build_web()
    say("Building Millrace")
    configure("release")
    sh("cmake", "--build", "--preset", "release", "--target", "millrace", "-j", jobs())


def cmd_run(args: argparse.Namespace) -> None:
    """install what is missing, build, quote a sample, start Millrace on http://localhost:8080"""
    build_binary()
    say("A quote for the bundled bracket:")
    sh(BINARY, "quote", ROOT / "examples" / "machined_bracket.step", "--quantity", "1,10,100")
    (ROOT / "data").mkdir(exist_ok=True)
    say(f"Millrace is on http://localhost:{args.port} (stop with Ctrl-C)")
    command = [str(BINARY), "serve", "--demo", "--database", f"sqlite:{ROOT}/data/millrace.db",
               "--blobs", f"{ROOT}/data/blobs", "--listen", f"127.0.0.1:{args.port}"]
    sys.stdout.flush()
    os.execv(command[0], command)


def cmd_build(args: argparse.Namespace) -> None:
    """install what is missing and build the release binary, build/release/bin/millrace"""
    build_binary()
    say(f"Built {BINARY.relative_to(ROOT)}")


def start_server(folder: pathlib.Path) -> tuple[subprocess.Popen, str]:
    """Starts a demo server on a free port with an empty database; returns it and its address."""
    log = open(folder / "server.log", "w+", encoding="utf-8")
    server = subprocess.Popen(
        [str(BINARY), "serve", "--demo", "--listen", "127.0.0.1:0",
         "--database", f"sqlite:{folder}/millrace.db", "--blobs", str(folder / "blobs")],
        stdout=log, stderr=subprocess.STDOUT, cwd=ROOT)
    for _ in range(300):
        time.sleep(0.1)
        log.seek(0)
        for line in log:
            if "http://" in line:
                return server, "http://" + line.split("http://", 1)[1].split()[0].rstrip("/")
        if server.poll() is not None:
            break
    log.seek(0)
    sys.exit(f"./dev: the server did not start:\n{log.read()}")


def e2e(shots: pathlib.Path | None) -> None:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="millrace-e2e-") as name:
        server, address = start_server(pathlib.Path(name))
        try:
            extra = ["--shots", shots] if shots else []
            sh("npm", "run", "--silent", "e2e", "--", "--base-url", address, "--file",
               ROOT / "examples" / "machined_bracket.step", *extra, cwd=ROOT / "web",
               env=install.node_environment())
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=20)


def cmd_test(args: argparse.Namespace) -> None:
    """install what is missing, build everything and run all tests (unit, corpus, web, browser)"""
    install.packages(install.BUILD_PACKAGES + install.TEST_PACKAGES)
    env = install.node_environment()
    build_web()
    say("Lint")
    lint(thorough=False)
    say("Building Millrace and its tests")
    configure("release")
    sh("cmake", "--build", "--preset", "release", "-j", jobs())
    say("Web client: types, unit tests, API document")
    for script in ("lint", "test", "lint:api"):
        sh("npm", "run", "--silent", script, cwd=ROOT / "web", env=env)
    say("C++ tests")
    sh("ctest", "--preset", "release", *(["-L", args.label] if args.label else []))
    if not args.label:
        say("End to end in a browser")
        e2e(None)
    say("All tests passed")


def cmd_shots(args: argparse.Namespace) -> None:
    """screenshots of every page in light and dark, wide and tablet, into build/shots"""
    install.packages(install.BUILD_PACKAGES + install.TEST_PACKAGES)
    build_binary()
    shots = ROOT / "build" / "shots"
    shots.mkdir(parents=True, exist_ok=True)
    e2e(shots)
    say(f"Screenshots are in {shots.relative_to(ROOT)}")


def cpp_files() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "--", "*.cpp", "*.h"], cwd=ROOT, check=True,
                            capture_output=True, text=True)
    return [name for name in listed.stdout.split() if (ROOT / name).exists()]


def source_digests() -> dict[str, str]:
    """A digest of every compiled source with all it includes of ours; only of what was built."""
    deps = subprocess.run(["ninja", "-C", "build/release", "-t", "deps"], cwd=ROOT, capture_output=True, text=True)
    rules = (ROOT / ".clang-tidy").read_bytes()
    digests, contents = {}, {}
    for block in deps.stdout.split("\n\n"):
        files = [(ROOT / "build" / "release" / line.strip()).resolve() for line in block.splitlines()[1:]]
        ours = [path for path in files if path.is_relative_to(ROOT) and path.exists()]
        if not ours:
            continue
        digest = hashlib.sha256(rules)
        for path in ours:
            digest.update(contents.setdefault(path, path.read_bytes()))
        digests[str(ours[0].relative_to(ROOT))] = digest.hexdigest()
    return digests


def tidy(sources: list[str]) -> None:
    """clang-tidy, as many at a time as there are cores; shows findings only. A source is looked at
    again when it, or a header of ours that it includes, has changed since it was clean."""
    digests = source_digests()
    clean = ROOT / "build" / "tidy"
    clean.mkdir(parents=True, exist_ok=True)
    sources = [name for name in sources if not (clean / digests.get(name, "never built")).exists()]

    def run(source: str) -> str:
        result = subprocess.run(["clang-tidy", "-quiet", "-p", "build/release", source], cwd=ROOT,
                                capture_output=True, text=True)
        if result.returncode == 0 and source in digests:
            (clean / digests[source]).touch()
        return result.stdout or result.stderr if result.returncode else ""

    findings = []
    with concurrent.futures.ThreadPoolExecutor(jobs()) as pool:
        for done, found in enumerate(pool.map(run, sources), 1):
            print(f"\rclang-tidy {done} of {len(sources)}", end="", file=sys.stderr, flush=True)
            if found:
                findings.append(found)
    print(file=sys.stderr)
    if findings:
        sys.exit("\n".join(findings))


def lint(thorough: bool) -> None:
    sh("python3", "tools/check_layers.py")
    sh("python3", "tools/check_tree.py")
    sh("python3", "tools/sentences.py", "--check")
    sh("clang-format", "--dry-run", "--Werror", *cpp_files())
    if thorough:
        configure("release")
        sources = [name for name in cpp_files()
                   if name.endswith(".cpp") and "/tests/" not in name and "/fuzz/" not in name]
        tidy(sources)


def cmd_lint(args: argparse.Namespace) -> None:
    """format, clang-tidy, layers, sizes, leftover markers, links"""
    install.packages(install.BUILD_PACKAGES + install.TEST_PACKAGES)
    lint(thorough=True)


def cmd_fmt(args: argparse.Namespace) -> None:
    """format all C++ sources in place"""
    install.packages(install.TEST_PACKAGES)
    sh("clang-format", "-i", *cpp_files())


def cmd_bench(args: argparse.Namespace) -> None:
    """our times beside plain OpenCASCADE and PrusaSlicer on the same files; --only occt|thickness|fdm"""
    install.packages(install.BUILD_PACKAGES + install.BENCH_PACKAGES)
    build_binary()
    sh("cmake", "--build", "--preset", "release", "--target", "bench_occt", "facts_bench", "-j", jobs())
    sh("python3", "tools/bench.py", *args.rest)


def cmd_corpus(args: argparse.Namespace) -> None:
    """quote and recognise every file of the corpus; writes docs/corpus.md and docs/scoreboard.md;
    --only fields: the thickness field beside a brute force; --only poses: facts and prices of turned parts"""
    build_binary()
    if "fields" in args.rest:
        sh("cmake", "--build", "--preset", "release", "--target", "check_fields", "-j", jobs())
        sh("python3", "tools/corpus.py", *args.rest)
        return
    sh("python3", "tools/corpus.py", *args.rest)
    sh("python3", "tools/scoreboard.py")


def cmd_train(args: argparse.Namespace) -> None:
    """make labelled parts, train the face classifier anew and write libs/facts/models"""
    install.packages(install.BUILD_PACKAGES)
    configure("release")
    sh("cmake", "--build", "--preset", "release", "--target", "feature_parts", "-j", jobs())
    sh("python3", "tools/train_features.py", *args.rest)
    say("Build again to use the new model")


def cmd_features(args: argparse.Namespace) -> None:
    """compare recognised faces with the labelled parts of the corpus, plain and turned at random"""
    build_binary()
    sh("python3", "tools/feature_report.py", *args.rest)


def cmd_crash(args: argparse.Namespace) -> None:
    """kill -9 the server while orders are placed; every acknowledged order must be there once"""
    build_binary()
    sh("python3", "tools/crash_test.py", *args.rest)


def cmd_sanitize(args: argparse.Namespace) -> None:
    """build with AddressSanitizer and UndefinedBehaviorSanitizer and run the fast C++ tests"""
    install.packages(install.BUILD_PACKAGES)
    configure("dev")
    sh("cmake", "--build", "--preset", "dev", "-j", jobs())
    # The kernel keeps its tables until exit; they are not ours to free.
    sh("ctest", "--preset", "dev", "-L", "fast",
       env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"})


def cmd_fuzz(args: argparse.Namespace) -> None:
    """run the fuzz targets, by default all for 60 seconds each: ./dev fuzz [seconds] [target...]"""
    install.packages(install.BUILD_PACKAGES + install.FUZZ_PACKAGES)
    configure("fuzz")
    sh("cmake", "--build", "--preset", "fuzz", "--target", "fuzzers", "-j", jobs())
    sh("python3", "tools/fuzz.py", *args.rest)


COMMANDS = {
    name.removeprefix("cmd_"): function
    for name, function in list(globals().items())
    if name.startswith("cmd_")
}


# Commands whose arguments are those of the tool behind them.
PASSED_ON = ("bench", "corpus", "crash", "features", "fuzz", "train")


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev", add_help=True)
    commands = parser.add_subparsers(dest="command", metavar="command")
    for name, function in COMMANDS.items():
        command = commands.add_parser(name, help=function.__doc__)
        command.set_defaults(function=function)
        if name == "run":
            command.add_argument("--port", type=int, default=8080)
        elif name == "test":
            command.add_argument("--label", help="only C++ tests with this label (fast, slow)")
        elif name in PASSED_ON:
            command.add_argument("rest", nargs="*")
    # argparse would take the options of a tool for its own.
    args, options = parser.parse_known_args()
    if options and args.command not in PASSED_ON:
        parser.error(f"unrecognized arguments: {' '.join(options)}")
    if args.command in PASSED_ON:
        args.rest = sys.argv[sys.argv.index(args.command) + 1:]
    if not args.command:
        parser.print_help()
        return 0
    try:
        args.function(args)
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
