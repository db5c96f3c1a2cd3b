"""The house's rules that no single file shows: which way imports point, how long modules are, what docs name."""

import ast
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "sitegen"
MODULES = sorted(PACKAGE.rglob("*.py"))
DOCS = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])

LONGEST = 400  # lines; the aim is 250
FITTED = {"sitegen.restore.weights"}  # numbers that a program wrote: data, which nobody reads through

# From the bottom up: a layer imports from itself and from layers above it in this list, never from one below.
LAYERS = (
    (
        "model",
        "pins",
        "names",
        "problems",
        "edtf",
        "files",
        "atomic",
        "locks",
        "progress",
        "marks",
        "values",
        "address",
        "annotations",
        "outcome",
        "workers",
        "crew",
        "cluster",
        "common_words",
    ),
    ("restore", "content", "site"),
    ("build",),
    ("importer", "diffs", "explain", "scaffold", "serve", "check", "search"),
    ("publish",),
    ("options", "ending"),
    ("cli",),
    ("__main__",),
)
SIBLINGS = ("restore", "content", "site")  # these three never import one another

# Only the edges touch files and processes; in the middle these names would mean that a rule opens something.
PURE = ("model", "restore", "site")
TOUCHING = {"os", "shutil", "subprocess", "tempfile", "socket", "pathlib"}


def part(module: str) -> str:
    """`sitegen.content.store` -> `content`."""
    return module.split(".")[1] if "." in module else "__init__"


def own_name(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts)


def imports(path: Path) -> list[tuple[int, str]]:
    """Every module a file imports, with the line; relative imports in full."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = own_name(path).split(".")[: -node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found.append((node.lineno, base))
            if base == "sitegen":
                found += [(node.lineno, f"sitegen.{alias.name}") for alias in node.names]
    return found


def layer(name: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if name in names)


@pytest.mark.parametrize("path", MODULES, ids=own_name)
def test_every_module_has_its_place_in_the_layers(path):
    name = part(own_name(path))
    assert name == "__init__" or any(name in names for names in LAYERS), f"give {name} a place in LAYERS"


@pytest.mark.parametrize("path", MODULES, ids=own_name)
def test_imports_point_down(path):
    own = part(own_name(path))
    if own == "__init__":
        return
    for line, module in imports(path):
        if not module.startswith("sitegen."):
            continue
        other = part(module)
        assert layer(other) <= layer(own), f"{path}:{line}: {own} imports {other}, which stands above it"
        siblings = own in SIBLINGS and other in SIBLINGS and own != other
        assert not siblings, f"{path}:{line}: {own} imports its sibling {other}"


@pytest.mark.parametrize("path", [path for path in MODULES if part(own_name(path)) in PURE], ids=own_name)
def test_the_middle_opens_nothing(path):
    for line, module in imports(path):
        assert module.split(".")[0] not in TOUCHING, f"{path}:{line}: {module} belongs at the edges"
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    opened = [node.lineno for node in calls if isinstance(node.func, ast.Name) and node.func.id == "open"]
    assert not opened, f"{path}: opens a file in line {opened}"


@pytest.mark.parametrize("path", [path for path in MODULES if own_name(path) not in FITTED], ids=own_name)
def test_modules_stay_readable(path):
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= LONGEST, f"{path} has {lines} lines; split it"


# Who writes files himself, and why he may; everybody else writes through sitegen/atomic.py.
WRITERS = {
    "sitegen.atomic": "it is the way to write",
    "sitegen.build.write": "its own temporary file, put in its place in one step; the notes are only added to",
    "sitegen.build.work": "a file with a name that no other build has, in a folder that goes with the build",
    "sitegen.build.survey": "likewise",
    "sitegen.build.cache": "an empty file, to see whether there can be one; SQLite writes it",
    "sitegen.locks": "the name of the holder, which is read only while the lock is held",
    "sitegen.content.pile": "a file that has no name, and goes when it is closed",
    "sitegen.ending": "into nothing, at the end",
    "sitegen.check.decided": "a file in a folder that goes at the end",
}
WRITING = {"write_bytes", "write_text", "copy2", "copyfile", "copytree", "rename", "renames", "move", "mkstemp"}
TEMPORARY = {"NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile"}


def writes(node: ast.Call) -> bool:
    """Whether a call writes a file."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in WRITING | TEMPORARY:
        return isinstance(node.func, ast.Attribute)
    words = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    flags = {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}
    modes = any(re.fullmatch(r"[rwxab+t]*[wxa+][rwxab+t]*", word) for word in words)
    return name in ("open", "fdopen") and (modes or bool(flags & {"O_WRONLY", "O_RDWR", "O_CREAT"}))


@pytest.mark.parametrize("path", MODULES, ids=own_name)
def test_files_are_written_whole_or_by_those_who_have_a_reason(path):
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    lines = [node.lineno for node in calls if writes(node)]
    assert not lines or own_name(path) in WRITERS, f"{path}: writes a file in line {lines}; use sitegen/atomic.py"


def named_in(document: Path) -> set[str]:
    """The project's files a document names: link targets, and what stands in backquotes and has a path's form."""
    text = document.read_text("utf-8")
    links = {link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link}
    quoted = re.findall(r"`([\w./-]+)`", text)
    own = r"(sitegen|tests|themes|docs|content|benchmarks|\.ci)/"
    paths = {word for word in quoted if re.match(own, word) and "NAME" not in word}  # NAME stands for any name
    modules = {word.replace(".", "/") + ".py" for word in quoted if re.fullmatch(r"sitegen(\.\w+)+", word)}
    return {str((document.parent / link).resolve()) for link in links if link} | {
        str(PROJECT / path) for path in paths | modules
    }


@pytest.mark.parametrize("document", DOCS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_documents_name_only_what_is_there(document):
    missing = sorted(name for name in named_in(document) if not Path(name).exists())
    assert not missing, f"{document} names {missing}"


def test_the_architecture_has_a_place_for_every_module():
    text = (PROJECT / "docs" / "architecture.md").read_text("utf-8")
    quoted = re.findall(r"`([\w./-]+)`", text)
    folders = tuple(
        name for name in quoted if name.startswith("sitegen/") and name.endswith("/") and name.count("/") > 2
    )
    names = {name for name in quoted if name.endswith(".py")}
    for path in MODULES:
        name = path.relative_to(PROJECT).as_posix()
        if path.name not in ("__init__.py", "__main__.py"):
            assert name.startswith(folders) or name in names or path.name in names, f"docs/architecture.md lacks {name}"


def test_every_dependency_is_explained():
    import tomllib

    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [
        *project["dependencies"],
        *project["optional-dependencies"]["serve"],
        *project["optional-dependencies"]["dev"],
    ]
    explained = (PROJECT / "docs" / "dependencies.md").read_text("utf-8").lower()
    pinned = (PROJECT / "constraints.txt").read_text("utf-8").lower()
    for name in (re.split(r"[><=~]", requirement)[0].strip().lower() for requirement in declared):
        assert f"`{name}`" in explained, f"docs/dependencies.md does not explain {name}"
        assert f"\n{name}==" in pinned, f"constraints.txt does not pin {name}"


def test_constraints_name_no_host_and_no_path():
    for line in (PROJECT / "constraints.txt").read_text("utf-8").splitlines():
        assert line.startswith("#") or re.fullmatch(r"[\w.-]+==[\w.!+-]+", line), line


def test_the_two_readmes_show_the_same_pictures():
    pictures = [
        re.findall(r"docs/pictures/[\w.-]+", (PROJECT / name).read_text("utf-8"))
        for name in ("README.md", "README.zh.md")
    ]
    assert pictures[0] == pictures[1] != []
