import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Serves the MongoDB protocol from memory on a loopback port (the first argument; 0 takes a free one), for tests only:
 * nothing is kept. Prints its URL as soon as it listens. The classes below mend what mongo-java-server lacks and we rely on.
 */
class Main {
  public static void main(String[] arguments) throws InterruptedException {
    var server = new MongoServer(new Backend().version(new Reported()));
    server.bind("127.0.0.1", Integer.parseInt(arguments[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    System.out.println("mongodb://127.0.0.1:" + server.getLocalAddress().getPort());
    Thread.currentThread().join();
  }
}

/** The server reports itself as 4.0, which today's drivers refuse, although they send little that it does not understand. */
class Reported implements MongoVersion {
  public List<Integer> getVersionArray() {
    return List.of(5, 0, 0);
  }

  public int getWireVersion() {
    return 13;
  }
}

class Backend extends MemoryBackend {
  @Override
  public MemoryDatabase openOrCreateDatabase(String name) {
    return new Database(name, getCursorRegistry());
  }
}

class Database extends MemoryDatabase {
  /** The filter of the index that is being added; the server passes on everything about an index but this. */
  private Document filter;

  Database(String name, CursorRegistry cursors) {
    super(name, cursors);
  }

  @Override
  protected MemoryCollection openOrCreateCollection(String name, CollectionOptions options) {
    return new Collection(this, name, options, cursorRegistry);
  }

  @Override
  protected synchronized void addIndex(Document description) {
    // A collection that comes to be by its first index gets the one of `_id` in between.
    Document outer = filter;
    filter = (Document) description.get("partialFilterExpression");
    try {
      super.addIndex(description);
    } finally {
      filter = outer;
    }
  }

  @Override
  protected Index<Integer> openOrCreateUniqueIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
    return filter == null ? super.openOrCreateUniqueIndex(collection, name, keys, sparse) : new PartialIndex(name, keys, filter);
  }

  /** The server keeps no secondary indexes: without them every search looks through the whole collection. */
  @Override
  protected Index<Integer> openOrCreateSecondaryIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
    return new SearchIndex(name, keys, sparse);
  }

  /** An insert that failed in part has to say how many documents went in. */
  @Override
  public Document handleCommand(Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
    Document answer = super.handleCommand(channel, command, query, databases, oplog);
    if (command.equals("insert") && answer.get("writeErrors") instanceof List<?> errors) {
      boolean isOrdered = Boolean.TRUE.equals(query.get("ordered"));
      Number firstError = (Number) ((Document) errors.get(0)).get("index");
      answer.put("n", isOrdered ? firstError.intValue() : ((Number) answer.get("n")).intValue() - errors.size());
    }
    return answer;
  }
}

/** Looks documents up by an index also where the query names more fields than the index has (`{ _id, rev }`), or fewer. */
class Collection extends MemoryCollection {
  /** For pages in order of `_id`, which would otherwise sort the whole collection each. */
  private final TreeMap<Object, Integer> positionOf = new TreeMap<>(ValueComparator.asc());

  Collection(MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors) {
    super(database, name, options, cursors);
  }

  @Override
  protected Integer addDocumentInternal(Document document) {
    Integer position = super.addDocumentInternal(document);
    // Descriptions of indexes have no `_id`.
    if (document.containsKey("_id")) positionOf.put(document.get("_id"), position);
    return position;
  }

  @Override
  protected void removeDocument(Integer position) {
    Document document = getDocument(position);
    if (document.containsKey("_id")) positionOf.remove(document.get("_id"));
    super.removeDocument(position);
  }

  @Override
  protected QueryResult queryDocuments(Document query, Document order, int skip, int limit, int batchSize, Document fields) {
    if (limit > 0 && skip == 0 && order != null && order.size() == 1 && Integer.valueOf(1).equals(order.get("_id"))) {
      var page = pageAfter(query, limit);
      if (page != null) return matchDocuments(query, page, order, skip, limit, batchSize, fields);
    }
    for (Index<Integer> index : getIndexes()) {
      var indexed = new Document();
      for (IndexKey key : index.getKeys()) {
        if (query.containsKey(key.getKey())) indexed.put(key.getKey(), query.get(key.getKey()));
      }
      if (index.isUnique() && index.canHandle(indexed)) {
        return matchDocuments(query, index.getPositions(indexed), order, skip, limit, batchSize, fields);
      }
    }
    SortedSet<Integer> fewest = null;
    for (Index<Integer> index : getIndexes()) {
      SortedSet<Integer> found = index instanceof SearchIndex search ? search.candidates(query, fewest == null ? Integer.MAX_VALUE : fewest.size()) : null;
      if (found != null) fewest = found;
    }
    if (fewest != null) return matchDocuments(query, fewest, order, skip, limit, batchSize, fields);
    return super.queryDocuments(query, order, skip, limit, batchSize, fields);
  }

  /** The first matches behind an `_id`; null where the query asks for something else of it. */
  private List<Integer> pageAfter(Document query, int limit) {
    Object bound = null;
    if (query.containsKey("_id")) {
      if (!(query.get("_id") instanceof Document range) || range.size() != 1 || !(range.get("$gt") instanceof String after)) return null;
      bound = after;
    }
    var found = new ArrayList<Integer>();
    for (Integer position : (bound == null ? positionOf : positionOf.tailMap(bound, false)).values()) {
      if (documentMatchesQuery(getDocument(position), query)) found.add(position);
      if (found.size() == limit) break;
    }
    return found;
  }
}

/** Finds the documents that may match by the first field of an index, be it one value, one of several, or a range. */
class SearchIndex extends Index<Integer> {
  private final String field;
  private final TreeMap<Object, TreeSet<Integer>> positions = new TreeMap<>(ValueComparator.asc());
  private final Map<Object, Integer> positionOf = new HashMap<>();

  SearchIndex(String name, List<IndexKey> keys, boolean sparse) {
    super(name, keys, sparse);
    field = keys.get(0).getKey();
  }

  /** In natural order; null where this index does not help, or finds no fewer than `fewer`. */
  synchronized SortedSet<Integer> candidates(Document query, int fewer) {
    // What lies deeper, perhaps in lists, is not known here.
    var sets = field.contains(".") ? null : sets(query.get(field));
    if (sets == null) return null;
    int size = 0;
    for (var set : sets) if ((size += set.size()) >= fewer) return null;
    var found = new TreeSet<Integer>();
    for (var set : sets) found.addAll(set);
    return found;
  }

  private java.util.Collection<TreeSet<Integer>> sets(Object condition) {
    if (isPlain(condition)) return setsOf(List.of(condition));
    if (!(condition instanceof Document operators)) return null;
    if (operators.size() == 1 && operators.get("$in") instanceof java.util.Collection<?> values && values.stream().allMatch(SearchIndex::isPlain)) {
      return setsOf(values);
    }
    if (operators.isEmpty()) return null;
    // One bound is enough to find all that may match; a list may meet a second one with another of its elements.
    var operator = operators.entrySet().iterator().next();
    // Of one kind only: a comparison with a number finds numbers, but the order goes over all kinds.
    if (!(operator.getValue() instanceof Number bound)) return null;
    return switch (operator.getKey()) {
      case "$lt" -> positions.headMap(bound, false).values();
      case "$lte" -> positions.headMap(bound, true).values();
      case "$gt" -> positions.tailMap(bound, false).values();
      case "$gte" -> positions.tailMap(bound, true).values();
      default -> null;
    };
  }

  private java.util.Collection<TreeSet<Integer>> setsOf(java.util.Collection<?> values) {
    var sets = new ArrayList<TreeSet<Integer>>();
    for (Object value : new HashSet<Object>(values)) {
      var set = positions.get(value);
      if (set != null) sets.add(set);
    }
    return sets;
  }

  private static boolean isPlain(Object value) {
    return value instanceof String || value instanceof Boolean || value instanceof Number;
  }

  /** Every value of the field that a search may name; a list is found by each of its elements. */
  private Set<Object> valuesOf(Document document) {
    Object value = document.get(field);
    var values = new HashSet<Object>();
    for (Object one : value instanceof java.util.Collection<?> many ? many : Arrays.asList(value)) if (isPlain(one)) values.add(one);
    return values;
  }

  @Override
  public synchronized void add(Document document, Integer position, MongoCollection<Integer> collection) {
    positionOf.put(document.get("_id"), position);
    for (Object value : valuesOf(document)) positions.computeIfAbsent(value, any -> new TreeSet<>()).add(position);
  }

  @Override
  public synchronized Integer remove(Document document) {
    Integer position = positionOf.remove(document.get("_id"));
    for (Object value : valuesOf(document)) {
      var set = positions.get(value);
      if (set != null && set.remove(position) && set.isEmpty()) positions.remove(value);
    }
    return position;
  }

  @Override
  public synchronized void updateInPlace(Document before, Document after, Integer position, MongoCollection<Integer> collection) {
    if (valuesOf(before).equals(valuesOf(after))) return;
    remove(before);
    add(after, position, collection);
  }

  @Override
  public Integer getPosition(Document document) {
    return positionOf.get(document.get("_id"));
  }

  @Override
  public boolean canHandle(Document query) {
    return false;
  }

  @Override
  public Iterable<Integer> getPositions(Document query) {
    return List.of();
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Integer> collection) {}

  @Override
  public void checkUpdate(Document before, Document after, MongoCollection<Integer> collection) {}

  @Override
  public synchronized long getCount() {
    return positionOf.size();
  }

  @Override
  public long getDataSize() {
    return 0;
  }

  @Override
  public synchronized void drop() {
    positions.clear();
    positionOf.clear();
  }
}

/** A unique index of those documents alone that match its `partialFilterExpression`. */
class PartialIndex extends MemoryUniqueIndex {
  private final Document filter;
  private final DefaultQueryMatcher matcher = new DefaultQueryMatcher();

  PartialIndex(String name, List<IndexKey> keys, Document filter) {
    super(name, keys, false);
    this.filter = filter;
  }

  private boolean covers(Document document) {
    return matcher.matches(document, filter);
  }

  /** It does not know every document, so no query may be answered from it. */
  @Override
  public synchronized boolean canHandle(Document query) {
    return false;
  }

  @Override
  public Integer getPosition(Document document) {
    return covers(document) ? super.getPosition(document) : null;
  }

  @Override
  public synchronized Integer remove(Document document) {
    return covers(document) ? super.remove(document) : null;
  }

  @Override
  public synchronized void checkAdd(Document document, MongoCollection<Integer> collection) {
    if (covers(document)) super.checkAdd(document, collection);
  }

  @Override
  public synchronized void add(Document document, Integer position, MongoCollection<Integer> collection) {
    if (covers(document)) super.add(document, position, collection);
  }

  @Override
  public synchronized void checkUpdate(Document before, Document after, MongoCollection<Integer> collection) {
    if (covers(before) && covers(after)) super.checkUpdate(before, after, collection);
    else checkAdd(after, collection);
  }

  @Override
  public synchronized void updateInPlace(Document before, Document after, Integer position, MongoCollection<Integer> collection) {
    remove(before);
    add(after, position, collection);
  }
}
