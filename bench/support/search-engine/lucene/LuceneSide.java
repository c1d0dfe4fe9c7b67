import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.miscellaneous.DelimitedTermFrequencyTokenFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopDocsCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * Lucene as a side of the comparison: "LuceneSide index WORK" makes an index of WORK/corpus.tsv, "LuceneSide serve WORK"
 * answers the requests of `other-side.ts` about WORK/queries.tsv.
 *
 * The layout is the fastest that we found: a field with BM25F frequencies that were computed outside ("term|frequency"),
 * one with positions, one with prefixes, one with filters; sorted by popularity. Strategies: `one` counts and scores in
 * one pass, `two` counts in a pass of its own and then skips what cannot be on the page, `auto` skips only where the
 * count is known without a pass.
 */
public class LuceneSide {
  private static final int PREFIX_MIN = 3;
  private static final int PREFIX_MAX = 6;

  record Search(
      String[] words, String[] without, String[] facts, String[] phrase, String prefix, String[] facets, String sort,
      int page, int size) {
    boolean isScored() {
      return sort.equals("best");
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path work = Path.of(arguments[1]);
    if (arguments[0].equals("index")) makeIndex(work);
    else serve(work);
  }

  private static void makeIndex(Path work) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig(analyzer())
        .setRAMBufferSizeMB(512)
        .setSimilarity(similarity())
        .setUseCompoundFile(false)
        .setIndexSort(new Sort(new SortField("popularity", SortField.Type.LONG, true)));
    FieldType frequencies = type(IndexOptions.DOCS_AND_FREQS);
    FieldType positions = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    FieldType documents = type(IndexOptions.DOCS);
    try (FSDirectory directory = FSDirectory.open(work.resolve("lucene"));
        IndexWriter writer = new IndexWriter(directory, config);
        BufferedReader corpus = Files.newBufferedReader(work.resolve("corpus.tsv"))) {
      writer.deleteAll();
      for (String line; (line = corpus.readLine()) != null; ) {
        String[] cells = line.split("\t");
        Document document = new Document();
        document.add(new NumericDocValuesField("id", Long.parseLong(cells[0])));
        addNumber(document, "date", Integer.parseInt(cells[1]));
        addNumber(document, "popularity", Integer.parseInt(cells[2]));
        for (int text = 3; text < 6; text++) {
          document.add(new Field("body", cells[text], positions));
          document.add(new Field("prefix", cells[text], documents));
        }
        for (String fact : cells[6].split(" ")) {
          document.add(new StringField("fact", fact, Field.Store.NO));
          int equals = fact.indexOf('=');
          String kind = fact.substring(0, equals);
          if (kind.equals("event") || kind.equals("people"))
            document.add(new SortedSetDocValuesField(kind, new BytesRef(fact.substring(equals + 1))));
        }
        document.add(new Field("all", cells[7], frequencies));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
      writer.commit();
    }
  }

  private static void addNumber(Document document, String name, int value) {
    document.add(new IntPoint(name, value));
    document.add(new NumericDocValuesField(name, value));
  }

  private static FieldType type(IndexOptions options) {
    FieldType type = new FieldType();
    type.setIndexOptions(options);
    type.setTokenized(true);
    type.setOmitNorms(true);
    type.freeze();
    return type;
  }

  private static Analyzer analyzer() {
    Analyzer plain = fieldAnalyzer("body");
    Analyzer all = fieldAnalyzer("all");
    Analyzer prefix = fieldAnalyzer("prefix");
    return new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
      @Override
      protected Analyzer getWrappedAnalyzer(String field) {
        return field.equals("all") ? all : field.equals("prefix") ? prefix : plain;
      }
    };
  }

  private static Analyzer fieldAnalyzer(String kind) {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        WhitespaceTokenizer words = new WhitespaceTokenizer();
        TokenStream tokens = switch (kind) {
          case "all" -> new DelimitedTermFrequencyTokenFilter(words, '|');
          case "prefix" -> new EdgeNGramTokenFilter(words, PREFIX_MIN, PREFIX_MAX, false);
          default -> words;
        };
        return new TokenStreamComponents(words, tokens);
      }

      @Override
      public int getPositionIncrementGap(String field) {
        return 100;
      }
    };
  }

  /** The frequencies are sums of weights times ten: k1 is 1.2 of the sum of an average word, without any length. */
  private static BM25Similarity similarity() {
    return new BM25Similarity(36f, 0f);
  }

  private static void serve(Path work) throws Exception {
    List<Search> searches = Files.readAllLines(work.resolve("queries.tsv")).stream().map(LuceneSide::read).toList();
    var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(work.resolve("lucene")));
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in))) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setSimilarity(similarity());
      searcher.setQueryCache(null);
      for (String request; (request = requests.readLine()) != null; ) {
        String[] parts = request.split(" ");
        List<String> answer = new ArrayList<>();
        long cpu = system.getProcessCpuTime();
        for (Search search : searches) {
          long start = System.nanoTime();
          long count = run(searcher, search, parts[1]);
          answer.add(String.valueOf(parts[0].equals("count") ? count : System.nanoTime() - start));
        }
        System.out.println((system.getProcessCpuTime() - cpu) + " " + String.join(" ", answer));
      }
    }
  }

  private static Search read(String line) {
    String[] cells = line.split("\t", -1);
    return new Search(
        words(cells[0]), words(cells[1]), words(cells[2]), words(cells[3]), cells[4], words(cells[5]), cells[6],
        Integer.parseInt(cells[7]), Integer.parseInt(cells[8]));
  }

  private static String[] words(String text) {
    return text.isEmpty() ? new String[0] : text.split(" ");
  }

  /** Returns the exact count, after it has also collected the ids of the page and the most frequent facet values. */
  private static long run(IndexSearcher searcher, Search search, String strategy) throws IOException {
    Query query = searcher.rewrite(queryOf(search));
    int limit = search.page * search.size;
    LeafReaderContext leaf = searcher.getIndexReader().leaves().get(0);
    long count = -1;
    if (search.facets.length == 0) {
      if (strategy.equals("two")) count = searcher.count(query);
      if (strategy.equals("auto")) count = searcher.createWeight(query, ScoreMode.COMPLETE_NO_SCORES, 1).count(leaf);
    }
    int threshold = count < 0 ? Integer.MAX_VALUE : limit;
    TopDocsCollector<?> best = search.isScored()
        ? new TopScoreDocCollectorManager(limit, null, threshold).newCollector()
        : new TopFieldCollectorManager(orderOf(search), limit, null, threshold).newCollector();
    FacetCounter facets = search.facets.length > 0 ? new FacetCounter(leaf.reader(), search.facets) : null;
    searcher.search(query, facets == null ? best : MultiCollector.wrap(best, facets));
    TopDocs page = best.topDocs((search.page - 1) * search.size, search.size);
    idsOf(leaf.reader(), page);
    if (facets != null) facets.mostFrequent();
    return count < 0 ? best.getTotalHits() : count;
  }

  private static Sort orderOf(Search search) {
    return new Sort(new SortField(search.sort.equals("newest") ? "date" : "popularity", SortField.Type.INT, true));
  }

  /** Only words score; everything else filters. */
  private static Query queryOf(Search search) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    Occur scored = search.isScored() ? Occur.MUST : Occur.FILTER;
    List<Query> clauses = new ArrayList<>();
    for (String word : search.phrase.length > 0 ? search.phrase : search.words) {
      clauses.add(new TermQuery(new Term("all", word)));
      all.add(clauses.getLast(), scored);
    }
    if (search.phrase.length > 0) {
      clauses.add(new PhraseQuery("body", search.phrase));
      all.add(clauses.getLast(), Occur.FILTER);
    }
    for (String fact : search.facts) {
      clauses.add(new TermQuery(new Term("fact", fact)));
      all.add(clauses.getLast(), Occur.FILTER);
    }
    if (!search.prefix.isEmpty()) {
      clauses.add(new ConstantScoreQuery(new TermQuery(new Term("prefix", search.prefix))));
      all.add(clauses.getLast(), scored);
    }
    for (String word : search.without) all.add(new TermQuery(new Term("all", word)), Occur.MUST_NOT);
    if (clauses.size() > 1 || search.without.length > 0) return all.build();
    return search.isScored() ? clauses.getFirst() : new ConstantScoreQuery(clauses.getFirst());
  }

  private static long[] idsOf(LeafReader reader, TopDocs page) throws IOException {
    NumericDocValues ids = reader.getNumericDocValues("id");
    long[] byDocument = new long[page.scoreDocs.length];
    for (int place = 0; place < byDocument.length; place++)
      byDocument[place] = ((long) page.scoreDocs[place].doc << 16) | place;
    Arrays.sort(byDocument);
    long[] found = new long[byDocument.length];
    for (long entry : byDocument) {
      ids.advanceExact((int) (entry >>> 16));
      found[(int) (entry & 0xffff)] = ids.longValue();
    }
    return found;
  }

  /** Counts the values of facets in all documents that match. */
  private static final class FacetCounter extends SimpleCollector {
    private static final int TOP = 20;
    private final SortedSetDocValues[] values;
    private final int[][] counts;

    FacetCounter(LeafReader reader, String[] names) throws IOException {
      values = new SortedSetDocValues[names.length];
      counts = new int[names.length][];
      for (int facet = 0; facet < names.length; facet++) {
        values[facet] = DocValues.getSortedSet(reader, names[facet]);
        counts[facet] = new int[(int) values[facet].getValueCount()];
      }
    }

    @Override
    public void collect(int document) throws IOException {
      for (int facet = 0; facet < values.length; facet++) {
        if (!values[facet].advanceExact(document)) continue;
        for (int left = values[facet].docValueCount(); left > 0; left--)
          counts[facet][(int) values[facet].nextOrd()]++;
      }
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }

    String mostFrequent() throws IOException {
      List<String> found = new ArrayList<>();
      for (int facet = 0; facet < values.length; facet++) {
        int[] count = counts[facet];
        PriorityQueue<Integer> top = new PriorityQueue<>(TOP + 1, (a, b) -> Integer.compare(count[a], count[b]));
        for (int value = 0; value < count.length; value++) {
          if (count[value] == 0 || (top.size() == TOP && count[value] <= count[top.peek()])) continue;
          top.add(value);
          if (top.size() > TOP) top.poll();
        }
        for (int value : top) found.add(values[facet].lookupOrd(value).utf8ToString() + ":" + count[value]);
      }
      return found.stream().collect(Collectors.joining(" "));
    }
  }
}
