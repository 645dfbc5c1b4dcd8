#!/usr/bin/env python3
"""The index engine beside its peers, on one corpus, in one run.

usage: tests/bench/engine/engine.py BUILD WORK [--documents N] [--queries N] [--seed N] [--peers a,b] [--rounds N]
BUILD is the build directory with the bench programs, WORK keeps corpus and indexes (given again, they are used again).
Ours and Java's with exact totals, and ending early. Peers: lucene++, java (a fresh JVM a class, warmed), sqlite, xapian; those that
are not installed are left out with a line (installer/setup bench). Prints tables: figures, medians and p99 of each
class, the same with 5 % deleted, whether totals are equal, and whether the first ten are Java Lucene's in its order.
"""
import argparse
import collections
import os
import shutil
import subprocess
import sys

SOURCE = os.path.dirname(os.path.abspath(__file__))
JARS = ["/usr/share/java/lucene-core-8.7.0.jar", "/usr/share/java/lucene-analyzers-common-8.7.0.jar"]
OURS = "explorerio"
# The class whose hits are compared in order; it is scored by words only.
ORDER = "order"


class Table:
    """Rows by name, columns by engine, in the order in which they come."""

    def __init__(self):
        self.rows = collections.OrderedDict()
        self.engines = []

    def put(self, row, engine, text):
        self.rows.setdefault(row, {})[engine] = text
        if engine not in self.engines:
            self.engines.append(engine)

    def print(self, title):
        print(f"\n### {title}\n| | " + " | ".join(self.engines) + " |\n| --- |" + " ---: |" * len(self.engines))
        for row, cells in self.rows.items():
            print(f"| {row} | " + " | ".join(cells.get(engine, "-") for engine in self.engines) + " |")
        sys.stdout.flush()


class Run:
    def __init__(self, options):
        self.options = options
        self.figures = Table()
        self.corpus = os.path.join(options.work, "corpus.tsv")
        self.queries = os.path.join(options.work, "queries.tsv")
        self.programs = os.path.join(options.build, "bin")
        self.java = ["java", "-Xmx2g", "-cp", ":".join([*JARS, os.path.join(options.work, "classes")]), "LucenePeer"]
        self.engines = {OURS: [self.program("enginebench")]}
        for name, program in (("lucene++", "lucenepeer"), ("sqlite", "sqlitepeer"), ("xapian", "xapianpeer")):
            if name in options.peers:
                if os.path.exists(self.program(program)):
                    self.engines[name] = [self.program(program)]
                else:
                    print(f"{name}: left out, {program} was not built")
        if "java" in options.peers and self.compile_java():
            self.engines["java"] = self.java

    def program(self, name):
        return os.path.join(self.programs, name)

    def path(self, name):
        return os.path.join(self.options.work, name)

    def compile_java(self):
        if shutil.which("javac") is None or not all(os.path.exists(jar) for jar in JARS):
            print("java: left out, liblucene8-java or a JDK is missing")
            return False
        classes = self.path("classes")
        os.makedirs(classes, exist_ok=True)
        subprocess.run(["javac", "-cp", ":".join(JARS), "-d", classes, os.path.join(SOURCE, "LucenePeer.java")], check=True)
        return True

    def lines(self, command):
        """The lines that a program prints, split; a failed one ends the run."""
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
        if done.returncode != 0:
            sys.exit(f"failed ({done.returncode}): {' '.join(command)}")
        found = [line.split("\t") for line in done.stdout.splitlines()]
        for fields in found:
            if fields[0] == "figure":
                self.figures.put(fields[2], fields[1], f"{float(fields[3]):,.1f}")
        return found

    def prepare(self):
        os.makedirs(self.options.work, exist_ok=True)
        if not os.path.exists(self.queries):
            subprocess.run([self.program("makecorpus"), self.options.work, "--documents", str(self.options.documents), "--queries",
                            str(self.options.queries), "--seed", str(self.options.seed)], check=True)
        for name, command in self.engines.items():
            index = self.path(f"index-{name}")
            if not os.path.exists(index + ".done"):
                shutil.rmtree(index, ignore_errors=True)
                self.lines([*command, "build", self.corpus, index])
                size = sum(entry.stat().st_size for entry in os.scandir(index) if entry.is_file())
                self.figures.put("index, MB", self.label(name), f"{size / 1e6:,.1f}")
                open(index + ".done", "w").close()

    @staticmethod
    def label(name):
        return {"java": "java-lucene", "sqlite": "sqlite-fts5"}.get(name, name)

    def classes(self):
        with open(self.queries) as file:
            names = list(collections.OrderedDict.fromkeys(line.split("\t")[0] for line in file))
        return [name for name in names if name != ORDER]

    def ask(self, suffix, title):
        """All engines' query classes over the indexes of that suffix; the tables."""
        table = Table()
        totals = collections.defaultdict(dict)

        def take(fields):
            if fields[0] == "query" and fields[2] != ORDER:
                table.put(fields[2], fields[1], f"{float(fields[4]):,.1f} / {float(fields[5]):,.0f}")
                totals[fields[2]][fields[1]] = (fields[3], fields[6])
            elif fields[0] == "mixed":
                table.put(f"mixed, {fields[2]} threads, queries/s", fields[1], f"{int(fields[3]):,}")

        rounds = ["--rounds", str(self.options.rounds), "--clock", self.options.clock]
        for name, command in self.engines.items():
            index = self.path(f"index-{name}{suffix}")
            if name != "java":
                for fields in self.lines([*command, "query", self.queries, index, *rounds]):
                    take(fields)
                if name == OURS:
                    for fields in self.lines([*command, "query", self.queries, index, *rounds, "--early"]):
                        take(fields)
                continue
            for early in ([], ["--early"]):
                for each in self.classes():
                    for fields in self.lines([*command, "query", self.queries, index, *rounds, "--class", each, *early]):
                        take(fields)
                for fields in self.lines([*command, "query", self.queries, index, "--mixed", "2", *early]):
                    take(fields)
        table.print(title)
        for each, by_engine in totals.items():
            exact = {engine: total for engine, total in by_engine.items() if not engine.endswith("early")}
            if len(set(exact.values())) > 1:
                print(f"totals differ, {each}: " + ", ".join(f"{engine} {total} ({count} queries)" for engine, (count, total) in exact.items()))

    def delete_some(self):
        for name, command in self.engines.items():
            index = self.path(f"index-{name}")
            if not os.path.exists(index + "-deleted.done"):
                shutil.rmtree(index + "-deleted", ignore_errors=True)
                shutil.copytree(index, index + "-deleted")
                self.lines([*command, "delete", self.corpus, index + "-deleted"])
                open(index + "-deleted.done", "w").close()

    def update(self):
        index = self.path(f"index-{OURS}-updated")
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(self.path(f"index-{OURS}"), index)
        self.lines([*self.engines[OURS], "update", self.corpus, index])
        shutil.rmtree(index)

    def stages(self):
        directory = self.path("stages")
        self.lines([self.program("enginestages"), self.corpus, directory, str(self.options.documents)])
        shutil.rmtree(directory)

    def compare_order(self):
        """Every query's total and first ten, ours against Java Lucene's. False where the scored ones differ."""
        if "java" not in self.engines:
            print("order: skipped, no Java Lucene")
            return True
        hits = {}
        for name in (OURS, "java"):
            path = self.path(f"hits-{name}.tsv")
            self.lines([*self.engines[name], "query", self.queries, self.path(f"index-{name}"), "--rounds", "0", "--mixed", "0", "--hits", path])
            with open(path) as file:
                hits[name] = [line.rstrip("\n").split("\t") for line in file]
        counts = collections.OrderedDict()
        differing = []
        for ours, java in zip(hits[OURS], hits["java"], strict=True):
            count = counts.setdefault(ours[0], [0, 0, 0])
            count[0] += 1
            count[1] += ours[2] == java[2]
            count[2] += ours[3] == java[3]
            if ours[0] == ORDER and ours != java and len(differing) < 5:
                differing.append((ours, java))
        print("\n### Against Java Lucene 8.8.1\n| class | queries | equal totals | equal first ten in order |\n| --- | ---: | ---: | ---: |")
        for name, count in counts.items():
            print(f"| {name} | {count[0]} | {count[1]} | {count[2]} |")
        for ours, java in differing:
            print(f"differs: {ORDER} {ours[1]}\n  ours {ours[2]} {ours[3]}\n  java {java[2]} {java[3]}")
        return all(count[0] == count[1] for count in counts.values()) and not differing


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("work")
    parser.add_argument("--documents", type=int, default=600_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clock", choices=["wall", "cpu"], default="wall", help="cpu: of the searching thread, for a machine that is not idle")
    parser.add_argument("--peers", default="lucene++,java,sqlite,xapian")
    parser.add_argument("--only-order", action="store_true", help="build ours and Java Lucene's, compare hits, measure nothing")
    options = parser.parse_args()
    options.peers = ["java"] if options.only_order else [peer for peer in options.peers.split(",") if peer]
    run = Run(options)
    if options.only_order and "java" not in run.engines:
        print("order: skipped, no Java Lucene")
        return
    run.prepare()
    if not options.only_order:
        run.ask("", f"Queries, median / p99 in us ({options.queries} a class)")
        run.delete_some()
        run.ask("-deleted", "The same with 5 % deleted")
        run.update()
        run.stages()
        run.figures.print("Figures")
    sys.exit(0 if run.compare_order() else 1)


if __name__ == "__main__":
    main()
