"""The Python that templates become: what Jinja would write, without what it does in case a value is an unusual one.

A page asks for some three hundred values and calls some fifty functions, and there are many thousand pages. Jinja's code asks of each
value whether its parts are attributes or items, of each function whether it wants to know the context, and hands on each piece of a
page by itself. The code written here takes for granted that

- a name after a dot is an attribute,
- what is called wants nothing but its arguments, and a macro without defaults all of them,
- a name that is followed by a dot, or called, exists.

Where one of these is wrong Python itself raises an error, and the page is laid out anew by Jinja's own code, which can do it or says
what is wrong (`Environment.lay_out`). So nothing is decided here but what is usual, and both ways give the same page.
"""

from __future__ import annotations

import re
from functools import partial
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2.compiler import Frame, MacroRef

    from sitegen.site.environment import Environment

# What HTML escapes.
special = re.compile("[&<>'\"]").search

# A name that Python reads as Jinja does: it takes some other letters for these. One that begins with `_` even a missing name may have.
ATTRIBUTE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

# Tests and filters for what may be missing.
ASKED_IN_CASE = frozenset({"defined", "undefined", "default", "d"})

# What of a view is known by keys that an editor chose.
MAPPINGS = frozenset({"extra"})

# What needs no parentheses before a dot or a call.
WHOLE = (nodes.Getattr, nodes.Getitem, nodes.Call)

# Makes HTML of what is sure to be it, with less ado than `Markup` itself, which asks what it is given.
as_html: Callable[[str], Markup] = partial(str.__new__, Markup)


class UnusualError(Exception):
    """A template asks for something that none usually does."""


def escaped(value: object) -> str:
    """A value as HTML; what is HTML already, or nothing but words, stays.

    >>> escaped("工会"), escaped("工会 & <b>"), escaped(Markup("<b>"))
    ('工会', Markup('工会 &amp; &lt;b&gt;'), Markup('<b>'))
    """
    if type(value) is str and special(value) is None:
        return value
    return value if type(value) is Markup else escape(value)


class QuickMacro:
    """A macro, most often given just what it asks for; else it is Jinja's own.

    Args:
        made_of: what Jinja makes a macro of.
    """

    __slots__ = ("function", "made_of", "usual")

    def __init__(self, *made_of: Any) -> None:  # noqa: ANN401 (it is what compiled templates have)
        # A page has many macros that it does not call: no more is done here than must be.
        self.made_of = made_of
        _, self.function, _, names, takes_named, takes_more, takes_caller, _ = made_of
        self.usual = -1 if takes_named or takes_more or takes_caller else len(names)

    def __call__(self, *args: object, **named: object) -> str:
        """Lay it out."""
        if len(args) != self.usual or named:
            return Macro(*self.made_of)(*args, **named)
        laid_out: str = self.function(*args)
        return laid_out


class QuickContext(Context):
    """A context: one is made for each page, include and import, and so with no more than it needs."""

    # Beside what all templates know (`Environment.make_globals`) none knows anything.
    globals_keys: set[str] = set()  # noqa: RUF012 (Jinja has it so)

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        **_globals: object,
    ) -> None:
        self.parent = parent
        self.vars = {}
        self.environment = environment
        # A template that would change it is none for the quick way.
        self.eval_ctx = environment.escaping
        self.exported_vars = set()
        self.name = name
        self.blocks = {name: [block] for name, block in blocks.items()}


class QuickCode(CodeGenerator):
    """Writes the code for what is usual. The code is kept from build to build, so nothing of this process may stand in it."""

    # So many tests and filters around what is being written ask for it in case it is missing.
    in_case = 0

    def write_commons(self) -> None:
        """Begin a template or a block; what most of its pieces need has a name of its own."""
        super().write_commons()
        self.writeline("escaped = environment.escaped")
        self.writeline("Macro = environment.macro")
        self.writeline("html = environment.html")

    def enter_frame(self, frame: Frame) -> None:
        """Begin a template, a block or less. The pieces of a template or block are gathered, not handed on one by one."""
        super().enter_frame(frame)
        if frame.parent is None:
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """End it, and hand on what was gathered."""
        if frame.parent is None:
            self.writeline(f"yield concat({frame.buffer})")
        super().leave_frame(frame, with_python_scope)

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """End a macro or a call: what it lays out is HTML."""
        if force_unescaped:
            self.writeline(f"return html(concat({frame.buffer}))")
        else:
            super().return_buffer_contents(frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write what a macro is called by: its function alone, where that asks for nothing special. Most pages call few of theirs."""
        more = macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs
        if more or macro_ref.node.defaults:
            super().macro_def(macro_ref, frame)
        else:
            self.write("macro")

    def _output_child_pre(self, *_output: object) -> None:
        self.write("escaped(")

    def visit_ScopedEvalContextModifier(self, *_part: object) -> None:  # noqa: N802 (Jinja has it so)
        """Leave a template to Jinja that turns escaping off, or on."""
        raise UnusualError("autoescape")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802
        """Include a template. One without the context hands itself on, and so what stands before it must be, first."""
        if not node.with_context:
            self.writeline(f"yield concat({frame.buffer})")
            self.writeline(f"{frame.buffer}.clear()")
        super().visit_Include(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write `a.b`."""
        keyed = isinstance(node.node, nodes.Getattr) and node.node.attr in MAPPINGS
        if self.in_case or keyed or iskeyword(node.attr) or ATTRIBUTE.fullmatch(node.attr) is None:
            super().visit_Getattr(node, frame)
        else:
            self._existing(node.node, frame)
            self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write `a(b)`."""
        spread = node.dyn_args is not None or node.dyn_kwargs is not None
        if self.in_case or spread or any(iskeyword(named.key) for named in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self._existing(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        """Write `a is b`."""
        asked = node.name in ASKED_IN_CASE
        self.in_case += asked
        super().visit_Test(node, frame)
        self.in_case -= asked

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802
        """Write `a|b`."""
        asked = node.name in ASKED_IN_CASE
        self.in_case += asked
        super().visit_Filter(node, frame)
        self.in_case -= asked

    def _existing(self, node: nodes.Expr, frame: Frame) -> None:
        """Write what a dot or a call follows; a name that does not exist fails by that alone."""
        if isinstance(node, nodes.Name):
            self.write(frame.symbols.ref(node.name))
        elif isinstance(node, WHOLE):
            self.visit(node, frame)
        else:
            self.write("(")
            self.visit(node, frame)
            self.write(")")
