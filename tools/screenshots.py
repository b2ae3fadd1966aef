"""Renews the pictures of the explorer in `docs/images`: every view, on a laptop and a phone, in light and dark.

    python tools/screenshots.py GRAPH

GRAPH is a folder that `kg build corpus` made. It needs what the tests of the explorer need, and Pillow.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from explore_page import Page, chromium  # noqa: E402 - beside the tests

LAPTOP, PHONE = (1280, 760), (390, 780)
SHOTS = {
    # name: size, scheme, address, name to search for, script to run
    "network": (LAPTOP, "light", "", "", ""),
    "evidence": (LAPTOP, "light", "", "Education Cannot", "document.querySelector('#panel').scrollTop = 300"),
    "table": (LAPTOP, "light", "view=table&rows=Contribution&order=-slot-amount", "", ""),
    "names": (LAPTOP, "light", "view=table&rows=names&order=like", "", ""),
    "map": (LAPTOP, "light", "view=map&circles=link-worksIn", "Chad", ""),
    "numbers": (LAPTOP, "light", "view=numbers", "", "document.querySelectorAll('.plot')[1].scrollIntoView()"),
    "reports": (LAPTOP, "light", "view=reports", "", "document.querySelectorAll('.as-read .stated')[3].click()"),
    "dark": (LAPTOP, "dark", "", "UNHCR", ""),
    "phone": (PHONE, "light", "", "", ""),
}


def main(graph: Path) -> None:
    """Take and write them."""
    with tempfile.TemporaryDirectory() as folder, chromium(Path(folder)) as browser:
        page = Page(browser, graph.resolve() / "explorer.html")
        for name, (size, scheme, address, sought, script) in SHOTS.items():
            width, height = size
            features = [{"name": "prefers-color-scheme", "value": scheme}]
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
            metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": size == PHONE}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
            page.open(address)
            if sought:
                page.choose(sought)
            page.run(f"document.activeElement.blur(); {script}")
            time.sleep(0.7)  # the network is drawn in a frame of its own
            image = Image.open(io.BytesIO(browser.get_screenshot_as_png())).convert("RGB")
            file = ROOT / "docs" / "images" / f"explorer-{name}.png"
            image.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE).save(
                file, optimize=True
            )
            print(f"{file.relative_to(ROOT)}  {file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
