"""Before the site is served: the address is free, and the shelves agree with the library."""

from __future__ import annotations

import socket

import pytest

from backlist.errors import SettingsError
from backlist.pipeline.settings import load_settings
from backlist.web.serve import serve


def test_a_port_that_is_taken_is_named(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SettingsError) as fault:
            serve(load_settings({"BACKLIST_LIBRARY": str(tmp_path / "library")}), "127.0.0.1", port)
    assert fault.value.code == "serve.port-taken"
    assert str(port) in fault.value.where
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_an_address_that_is_not_this_machines_is_named(tmp_path, host):
    with pytest.raises(SettingsError) as fault:
        serve(load_settings({"BACKLIST_LIBRARY": str(tmp_path / "library")}), host, 8000)
    assert fault.value.code == "serve.address-unusable"
