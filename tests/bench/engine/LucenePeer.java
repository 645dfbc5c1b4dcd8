import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopDocsCollector;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * Java Lucene on the benchmark's corpus: build CORPUS INDEX | delete CORPUS INDEX | query QUERIES INDEX [--class C]
 * [--hits FILE] [--rounds N] [--mixed THREADS] [--clock wall|cpu] [--early]. Prints the lines that enginebench prints. `--early` lets a
 * search end as soon as its first ten are sure, totals are then not exact.
 */
public final class LucenePeer {
    private static final int HITS = 10;
    private static final long DAY_MILLIS = 86_400_000L;
    private static String engine = "java-lucene";
    private static java.util.function.LongSupplier clock = System::nanoTime;

    private record BenchQuery(String className, String operation, String[] words, long low, long high) {}

    private record Answer(long total, List<String> ids) {}

    private static final class TokenAnalyzer extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            return new TokenStreamComponents(new WhitespaceTokenizer(4096));
        }
    }

    /** Counts the hits of each keyword. */
    private static final class FacetCollector extends SimpleCollector {
        private final Map<String, Integer> counts = new LinkedHashMap<>();
        private SortedDocValues values;
        private int[] segment = new int[0];

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            finish();
            values = DocValues.getSorted(context.reader(), "kind");
            segment = new int[values.getValueCount()];
        }

        @Override
        public void collect(int document) throws IOException {
            if (values.advanceExact(document)) {
                ++segment[values.ordValue()];
            }
        }

        void finish() throws IOException {
            for (int i = 0; i < segment.length; ++i) {
                if (segment[i] > 0) {
                    counts.merge(values.lookupOrd(i).utf8ToString(), segment[i], Integer::sum);
                }
            }
            segment = new int[0];
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }

    /** Counts the hits of each day. */
    private static final class HistogramCollector extends SimpleCollector {
        private static final int FIRST_DAY = 20_000;
        private final int[] counts = new int[1000];
        private NumericDocValues values;

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            values = DocValues.getNumeric(context.reader(), "time");
        }

        @Override
        public void collect(int document) throws IOException {
            if (values.advanceExact(document)) {
                ++counts[(int) (values.longValue() / DAY_MILLIS) - FIRST_DAY];
            }
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }

    private static IndexWriter writer(String index) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(new TokenAnalyzer());
        config.setRAMBufferSizeMB(64);
        config.setUseCompoundFile(false);
        // Keeps the documents in their order: ties are broken by it.
        config.setMergePolicy(new LogByteSizeMergePolicy());
        return new IndexWriter(FSDirectory.open(Path.of(index)), config);
    }

    private static void build(String corpus, String index) throws Exception {
        long wall = 0;
        long documents = 0;
        try (IndexWriter writer = writer(index); BufferedReader reader = Files.newBufferedReader(Path.of(corpus))) {
            List<String> lines = new ArrayList<>();
            boolean more = true;
            while (more) {
                lines.clear();
                for (String line; lines.size() < 5000 && (line = reader.readLine()) != null;) {
                    lines.add(line);
                }
                more = !lines.isEmpty();
                long begin = System.nanoTime();
                for (String line : lines) {
                    writer.addDocument(document(line));
                }
                documents += lines.size();
                wall += System.nanoTime() - begin;
            }
            long begin = System.nanoTime();
            writer.commit();
            wall += System.nanoTime() - begin;
        }
        figure("documents", documents);
        figure("build, documents/s wall", documents / (wall / 1e9));
        figure("build with the JVM's start, documents/s CPU", documents / cpuSeconds());
        memory("after building");
    }

    private static Document document(String line) {
        String[] columns = line.split("\t", 5);
        long size = Long.parseLong(columns[2]);
        long time = Long.parseLong(columns[3]);
        Document document = new Document();
        document.add(new StringField("id", columns[0], Field.Store.NO));
        document.add(new org.apache.lucene.document.BinaryDocValuesField("id", new BytesRef(columns[0])));
        document.add(new StringField("kind", columns[1], Field.Store.NO));
        document.add(new SortedDocValuesField("kind", new BytesRef(columns[1])));
        document.add(new LongPoint("size", size));
        document.add(new NumericDocValuesField("size", size));
        document.add(new LongPoint("time", time));
        document.add(new NumericDocValuesField("time", time));
        document.add(new TextField("body", columns[4], Field.Store.NO));
        return document;
    }

    private static void delete(String corpus, String index) throws IOException {
        try (IndexWriter writer = writer(index); BufferedReader reader = Files.newBufferedReader(Path.of(corpus))) {
            long number = 0;
            for (String line; (line = reader.readLine()) != null; ++number) {
                if (number % 20 == 10) {
                    writer.deleteDocuments(new Term("id", line.substring(0, line.indexOf('\t'))));
                }
            }
            writer.commit();
        }
    }

    private static Query translated(BenchQuery query) {
        Term first = new Term("body", query.words[0]);
        switch (query.operation) {
            case "and", "or" -> {
                BooleanQuery.Builder builder = new BooleanQuery.Builder();
                for (String word : query.words) {
                    builder.add(new TermQuery(new Term("body", word)),
                            query.operation.equals("and") ? BooleanClause.Occur.MUST : BooleanClause.Occur.SHOULD);
                }
                return builder.build();
            }
            case "phrase" -> {
                return new PhraseQuery("body", query.words);
            }
            case "prefix" -> {
                return new PrefixQuery(new Term("body", query.words[0].substring(0, query.words[0].length() - 1)));
            }
            case "wildcard" -> {
                return new WildcardQuery(first);
            }
            case "fuzzy1" -> {
                return new FuzzyQuery(first, 1);
            }
            case "fuzzy2" -> {
                return new FuzzyQuery(first, 2);
            }
            case "range" -> {
                return new BooleanQuery.Builder()
                        .add(new TermQuery(first), BooleanClause.Occur.MUST)
                        .add(LongPoint.newRangeQuery("size", query.low, query.high), BooleanClause.Occur.FILTER)
                        .build();
            }
            default -> {
                return new TermQuery(first);
            }
        }
    }

    private static Answer search(IndexSearcher searcher, BenchQuery query, boolean early) throws IOException {
        int threshold = early ? 1000 : Integer.MAX_VALUE;
        Query translated = translated(query);
        TopDocsCollector<?> top = query.operation.equals("sort")
                ? TopFieldCollector.create(new Sort(new SortField("time", SortField.Type.LONG, true)), HITS, threshold)
                : TopScoreDocCollector.create(HITS, threshold);
        if (query.operation.equals("facet")) {
            FacetCollector facet = new FacetCollector();
            searcher.search(translated, MultiCollector.wrap(top, facet));
            facet.finish();
        } else if (query.operation.equals("histogram")) {
            searcher.search(translated, MultiCollector.wrap(top, new HistogramCollector()));
        } else {
            searcher.search(translated, top);
        }
        TopDocs found = top.topDocs();
        List<String> ids = new ArrayList<>();
        for (ScoreDoc hit : found.scoreDocs) {
            List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
            BinaryDocValues values = DocValues.getBinary(leaf.reader(), "id");
            ids.add(values.advanceExact(hit.doc - leaf.docBase) ? values.binaryValue().utf8ToString() : "");
        }
        return new Answer(found.totalHits.value, ids);
    }

    private static Map<String, List<BenchQuery>> read(String path, String only) throws IOException {
        Map<String, List<BenchQuery>> classes = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of(path))) {
            String[] columns = line.split("\t");
            if (only.isEmpty() || only.equals(columns[0])) {
                classes.computeIfAbsent(columns[0], name -> new ArrayList<>())
                        .add(new BenchQuery(columns[0], columns[1], columns[2].split(" "), Long.parseLong(columns[3]),
                                Long.parseLong(columns[4])));
            }
        }
        return classes;
    }

    private static void measure(IndexSearcher searcher, List<BenchQuery> queries, int rounds, boolean early,
            PrintWriter hits) throws IOException {
        long total = 0;
        for (int i = 0; i < queries.size(); ++i) {
            BenchQuery query = queries.get(i);
            Answer answer = search(searcher, query, early);
            total += answer.total;
            if (hits != null) {
                hits.println(query.className + "\t" + i + "\t" + answer.total + "\t" + String.join(" ", answer.ids));
            }
        }
        if (rounds == 0) {
            return;
        }
        // Until the compiler is done with it: at least ten times all, and three seconds.
        long begin = System.nanoTime();
        for (int round = 0; round < 10 || System.nanoTime() - begin < 3_000_000_000L; ++round) {
            for (BenchQuery query : queries) {
                search(searcher, query, early);
            }
        }
        double[] times = new double[queries.size() * rounds];
        int next = 0;
        for (int round = 0; round < rounds; ++round) {
            for (BenchQuery query : queries) {
                long start = clock.getAsLong();
                search(searcher, query, early);
                times[next++] = (clock.getAsLong() - start) / 1e3;
            }
        }
        Arrays.sort(times);
        System.out.printf("query\t%s\t%s\t%d\t%.1f\t%.1f\t%d%n", engine, queries.get(0).className, queries.size(),
                times[times.length / 2], times[Math.min(times.length - 1, (int) (times.length * 0.99))], total);
    }

    private static void mixed(IndexSearcher searcher, List<BenchQuery> queries, int threads, boolean early)
            throws InterruptedException {
        java.util.Collections.shuffle(queries, new java.util.Random(7));
        for (int run = 0; run < 2; ++run) {
            java.util.concurrent.atomic.AtomicLong answered = new java.util.concurrent.atomic.AtomicLong();
            long seconds = run == 0 ? 8 : 3;
            long begin = System.nanoTime();
            List<Thread> running = new ArrayList<>();
            for (int i = 0; i < threads; ++i) {
                Thread thread = new Thread(() -> {
                    try {
                        while (System.nanoTime() - begin < seconds * 1_000_000_000L) {
                            search(searcher, queries.get((int) (answered.getAndIncrement() % queries.size())), early);
                        }
                    } catch (IOException error) {
                        throw new java.io.UncheckedIOException(error);
                    }
                });
                thread.start();
                running.add(thread);
            }
            for (Thread thread : running) {
                thread.join();
            }
            if (run == 1) {
                System.out.printf("mixed\t%s\t%d\t%.0f%n", engine, threads,
                        answered.get() / ((System.nanoTime() - begin) / 1e9));
            }
        }
    }

    private static void query(String queries, String index, List<String> options) throws Exception {
        boolean early = options.contains("--early");
        if (option(options, "--clock", "wall").equals("cpu")) {
            clock = java.lang.management.ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
        }
        String hitsPath = option(options, "--hits", "");
        int threads = Integer.parseInt(option(options, "--mixed", "0"));
        int rounds = Integer.parseInt(option(options, "--rounds", "3"));
        Map<String, List<BenchQuery>> classes = read(queries, option(options, "--class", ""));
        long begin = System.nanoTime();
        try (DirectoryReader reader = DirectoryReader.open(new MMapDirectory(Path.of(index)));
                PrintWriter hits = hitsPath.isEmpty() ? null : new PrintWriter(hitsPath)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            figure("open, ms", (System.nanoTime() - begin) / 1e6);
            long first = System.nanoTime();
            search(searcher, classes.values().iterator().next().get(0), early);
            figure("first query, ms", (System.nanoTime() - first) / 1e6);
            memory("after the first query");
            List<BenchQuery> all = new ArrayList<>();
            for (List<BenchQuery> each : classes.values()) {
                if (threads == 0) {
                    measure(searcher, each, rounds, early, hits);
                }
                if (!each.get(0).className.equals("order")) {
                    all.addAll(each);
                }
            }
            if (threads > 0) {
                mixed(searcher, all, threads, early);
            }
            memory("after queries");
        }
    }

    private static String option(List<String> options, String name, String otherwise) {
        int at = options.indexOf(name);
        return at >= 0 && at + 1 < options.size() ? options.get(at + 1) : otherwise;
    }

    private static void figure(String name, double value) {
        System.out.printf("figure\t%s\t%s\t%.3f%n", engine, name, value);
    }

    private static void memory(String when) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                figure("resident " + when + ", MB", Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1000);
            } else if (line.startsWith("RssAnon:")) {
                figure("anonymous " + when + ", MB", Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1000);
            }
        }
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory
                .getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> options = Arrays.asList(arguments);
        engine = option(options, "--engine", options.contains("--early") ? "java-lucene-early" : "java-lucene");
        switch (arguments.length > 2 ? arguments[0] : "") {
            case "build" -> build(arguments[1], arguments[2]);
            case "delete" -> delete(arguments[1], arguments[2]);
            case "query" -> query(arguments[1], arguments[2], options);
            default -> {
                System.err.println("usage: LucenePeer build|delete CORPUS INDEX, LucenePeer query QUERIES INDEX");
                System.exit(2);
            }
        }
    }
}
