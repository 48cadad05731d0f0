"""Somebody who works by keyboard alone."""

import re

from playwright.sync_api import Locator

from tests.journeys.visiting import Visitor

# What somebody who cannot point must be able to see of the control that has the focus: that it has it, and all of it.
LOST = """() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return "nothing has the focus";
    const name = focused.outerHTML.slice(0, 120);
    const style = getComputedStyle(focused);
    const isOutlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const isMarked = isOutlined || style.boxShadow !== "none";
    if (!isMarked) return `nothing shows the focus on ${name}`;
    const box = focused.getClientRects()[0];
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return `off the screen: ${name}`;
    const onTop = document.elementFromPoint(x, y);
    return onTop && (focused.contains(onTop) || onTop.contains(focused)) ? "" : `covered: ${name}`;
}"""


def tab_to(visitor: Visitor, target: Locator) -> None:
    """Press Tab until `target` has the focus, which is never lost on the way.

    Behind the last control of a page comes the browser itself, once, and then the page's first.
    """
    wanted, was_at_the_end = target.element_handle(), False
    for _ in range(200):
        visitor.page.keyboard.press("Tab")
        lost = visitor.page.evaluate(LOST)
        if lost == "nothing has the focus" and not was_at_the_end:
            was_at_the_end = True
            continue
        assert not lost, lost
        if visitor.page.evaluate("wanted => document.activeElement === wanted", wanted):
            return
    raise AssertionError(f"Tab never reaches {target}")


def enter(visitor: Visitor, target: Locator, then: "str | re.Pattern[str]") -> None:
    """Go to a link or button by keyboard and use it."""
    tab_to(visitor, target)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    visitor.arrive(then)
