"""Installs what Millrace needs on Debian 12: distribution packages and, where the system's own is too
old, a private Node.js below build/. Everything is checked first, so a second call costs nothing."""

import functools
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PRIVATE_NODE = ROOT / "build" / "node"

BUILD_PACKAGES = """
    ca-certificates ccache cmake g++ git mold ninja-build pkg-config
    libasio-dev libcli11-dev libeigen3-dev libembree-dev libexpat1-dev libfmt-dev libfontconfig-dev libgtest-dev
    libhttp-parser-dev libocct-data-exchange-dev libocct-ocaf-dev libpolyclipping-dev
    librestinio-dev libseccomp-dev libsoci-dev libsodium-dev libsqlite3-dev libtbb-dev libxgboost-dev libzip-dev
    nlohmann-json3-dev
""".split()
TEST_PACKAGES = "chromium clang-format clang-tidy fonts-dejavu-core".split()
BENCH_PACKAGES = "libbenchmark-dev prusa-slicer".split()
FUZZ_PACKAGES = "clang libclang-rt-14-dev".split()


def say(text: str) -> None:
    print(f"\033[1m==> {text}\033[0m" if sys.stdout.isatty() else f"==> {text}", flush=True)


def as_root(command: list[str]) -> list[str]:
    return command if os.geteuid() == 0 else ["sudo", *command]


def quietly(command: list[str], **options) -> None:
    """Runs a command and shows what it said only when it fails."""
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            **options)
    if result.returncode != 0:
        sys.exit(f"{result.stdout}\n./dev: '{' '.join(command)}' failed")


def installed(package: str) -> bool:
    query = subprocess.run(
        ["dpkg-query", "-W", "-f=${Status}", package], capture_output=True, text=True
    )
    return query.returncode == 0 and query.stdout.endswith("ok installed")


def packages(names: list[str]) -> None:
    """Installs the Debian packages that are missing."""
    missing = [name for name in names if not installed(name)]
    if not missing:
        return
    say(f"Installing {len(missing)} Debian packages: {' '.join(missing)}")
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-qq"]
    quietly(as_root([*apt, "update"]))
    quietly(as_root([*apt, "install", "--no-install-recommends", *missing]))


def _node_version(node: str) -> tuple[int, int]:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True)
    match = re.match(r"v(\d+)\.(\d+)", answer.stdout)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _good_node(node: str | None) -> bool:
    # The web client's build tool wants Node 20.19 or newer.
    return node is not None and _node_version(node) >= (20, 19)


@functools.cache
def node_environment() -> dict[str, str]:
    """The environment for npm commands, with a Node.js new enough first on the path."""
    env = {**os.environ, "npm_config_fund": "false", "npm_config_audit": "false",
           "npm_config_update_notifier": "false",
           "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    if _good_node(shutil.which("node")) and shutil.which("npm"):
        return env
    private_bin = PRIVATE_NODE / "node_modules" / ".bin"
    env["PATH"] = f"{private_bin}:{env['PATH']}"
    if not _good_node(shutil.which("node", path=str(private_bin))):
        packages(["nodejs", "npm"])
        say("Installing Node.js 22 below build/node (the system's is too old for the web client)")
        PRIVATE_NODE.mkdir(parents=True, exist_ok=True)
        for package in ("node@22", "npm@11"):
            quietly(["npm", "install", "--prefix", str(PRIVATE_NODE), package], env=env)
    return env
