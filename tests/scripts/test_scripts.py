"""What the scripts compute: each file `*.test.js` beside this one, run by Node."""

from __future__ import annotations

import pytest
from node import HERE, node


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.test.js")))
def test_the_functions_of_the_scripts(name: str) -> None:
    ran = node("--test", "--test-isolation=none", "--test-reporter=spec", name)
    assert ran.returncode == 0, ran.stdout + ran.stderr
