"""Watching that starts with the machine: what systemd, launchd and the Windows Task Scheduler want to be told."""

import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

NAME = "psr-extract"
_SYSTEMD = """# Put this into ~/.config/systemd/user/psr-extract.service, then:
#   systemctl --user daemon-reload && systemctl --user enable --now psr-extract
#   loginctl enable-linger    (so that it runs when nobody is logged in)
[Unit]
Description=psr-extract watches {folder}

[Service]
ExecStart={command}
Restart=on-failure
RestartSec=30
TimeoutStopSec=20
Nice=10

[Install]
WantedBy=default.target
"""
_LAUNCHD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- Put this into ~/Library/LaunchAgents/psr-extract.plist, then:
     launchctl load -w ~/Library/LaunchAgents/psr-extract.plist -->
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
    <key>Label</key>
    <string>psr-extract</string>
    <key>ProgramArguments</key>
    <array>
{arguments}
    </array>
    <key>RunAtLoad</key>
    <true/>
    <key>KeepAlive</key>
    <dict>
        <key>SuccessfulExit</key>
        <false/>
    </dict>
    <key>ProcessType</key>
    <string>Background</string>
    <key>StandardOutPath</key>
    <string>{log}</string>
    <key>StandardErrorPath</key>
    <string>{log}</string>
</dict>
</plist>
"""


def systemd(command: Sequence[str], folder: Path) -> str:
    """A unit for the user's own systemd; `command` is what watches."""
    return _SYSTEMD.format(folder=_percent(str(folder)), command=" ".join(_percent(_quoted(word)) for word in command))


def launchd(command: Sequence[str], log: Path) -> str:
    """A property list for launchd, which writes what the command says into `log`."""
    arguments = "\n".join(f"        <string>{escape(word)}</string>" for word in command)
    return _LAUNCHD.format(arguments=arguments, log=escape(str(log)))


def windows(command: Sequence[str]) -> str:
    """A command that makes the Task Scheduler run this one at each log-on."""
    inside = subprocess.list2cmdline(command).replace('"', '\\"')
    return f'schtasks /Create /F /TN "{NAME}" /SC ONLOGON /RL LIMITED /TR "{inside}"\n'


def plain(command: Sequence[str]) -> str:
    """The command for a shell."""
    return shlex.join(command)


def _quoted(word: str) -> str:
    """A word as systemd reads it."""
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$").replace("\n", "\\n") + '"'


def _percent(text: str) -> str:
    return text.replace("%", "%%")
