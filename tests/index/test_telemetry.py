"""Asking leaves nothing behind that an encoder's runtime would tell its maker."""

import os
import subprocess
import sys
from pathlib import Path

CODE = "from index.encoders import load_encoder; load_encoder('minilm').encode(['a'], kind='query')"


def test_the_runtime_keeps_no_device_id(tmp_path):
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path)}
    environment.setdefault("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    subprocess.run([sys.executable, "-c", CODE], env=environment, check=True, timeout=300)
    assert list(tmp_path.rglob("*")) == []
