#include "support/testdatabase.h"

#include "platform/storage/dialect.h"

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

class TestDatabaseClass final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }
    void insert_answersTheNewId();
    void insert_reportsConflictOfAUniqueIndex();
    void insertIfAbsent_tellsWhetherTheRowIsNew();
    void execute_countsMatchedRows();
    void execute_refusesTextWithNul();
    void select_readsBackWhatWasStored_data();
    void select_readsBackWhatWasStored();
    void select_readsLargeAndSmallValuesInTurn();
    void select_readsNulls();
    void select_readsLargestIds();
    void select_canBeNested();
    void selectOne_answersNothingForNoRow();
    void transact_rollsBackOnFailure();
    void transact_rollsBackOnException();
    void transact_refusesToNest();
    void run_reportsMistakesWithoutShowingSql();

private:
    static void createThings(Database &database);
};

void TestDatabaseClass::createThings(Database &database)
{
    QVERIFY(database.run(u"CREATE TABLE thing (id {serial}, name VARCHAR(100) NOT NULL, body {text}, raw {bytes},"
                         " number BIGINT, ratio DOUBLE PRECISION)"_s));
    QVERIFY(database.run(u"CREATE UNIQUE INDEX thing_name ON thing (name)"_s));
}

static const QString insertName = u"INSERT INTO thing (name) VALUES (?)"_s;

static qint64 count(Database &database)
{
    return database.selectOne(u"SELECT COUNT(*) FROM thing"_s, {}, [](const Row &row) { return row.integer(0); })->value();
}

void TestDatabaseClass::insert_answersTheNewId()
{
    TEST_DATABASE(database);
    createThings(database);

    const auto first = database->insert(insertName, {u"a"_s});
    const auto second = database->insert(insertName, {u"b"_s});

    QVERIFY(first && second);
    QVERIFY(*first > 0);
    QCOMPARE(*second, *first + 1);
}

void TestDatabaseClass::insert_reportsConflictOfAUniqueIndex()
{
    TEST_DATABASE(database);
    createThings(database);
    QVERIFY(database->insert(insertName, {u"a"_s}));

    const auto again = database->insert(insertName, {u"a"_s});

    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Conflict);
    QVERIFY(database->insert(insertName, {u"A"_s})); // names differ by case on every database
}

void TestDatabaseClass::insertIfAbsent_tellsWhetherTheRowIsNew()
{
    TEST_DATABASE(database);
    createThings(database);

    QCOMPARE(database->insertIfAbsent(u"thing"_s, {u"name"_s, u"number"_s}, {u"a"_s, 1}), Result<bool>(true));
    QCOMPARE(database->insertIfAbsent(u"thing"_s, {u"name"_s, u"number"_s}, {u"a"_s, 2}), Result<bool>(false));
    QCOMPARE(count(database), 1);
}

void TestDatabaseClass::execute_countsMatchedRows()
{
    TEST_DATABASE(database);
    createThings(database);
    QVERIFY(database->insert(u"INSERT INTO thing (name, number) VALUES (?, ?)"_s, {u"a"_s, 7}));

    QCOMPARE(database->execute(u"UPDATE thing SET number = ? WHERE name = ?"_s, {7, u"a"_s}), Result<qint64>(1));
    QCOMPARE(database->execute(u"UPDATE thing SET number = ? WHERE name = ?"_s, {7, u"b"_s}), Result<qint64>(0));
    QCOMPARE(database->execute(u"DELETE FROM thing WHERE name = ?"_s, {u"a"_s}), Result<qint64>(1));
}

void TestDatabaseClass::execute_refusesTextWithNul()
{
    TEST_DATABASE(database);
    createThings(database);

    const auto done = database->execute(insertName, {QString(u"a"_s + QChar(u'\0') + u"b"_s)});

    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::InvalidInput);
    QCOMPARE(count(database), 0);
}

void TestDatabaseClass::select_readsBackWhatWasStored_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("quotes") << u"it's \"quoted\" `so`; DROP TABLE thing; -- \\' \\"_s;
    QTest::newRow("placeholders") << u"? :name $1 %1 {text} DBNOW"_s;
    QTest::newRow("letters") << u"Ünïcödé ñ ß Ω 漢字 עברית"_s;
    QTest::newRow("emoji") << u"🚀👩‍👩‍👧"_s;
    QTest::newRow("white space") << u" \t\r\n two  spaces "_s;
    QTest::newRow("1 MiB") << u"é🚀x\\'"_s.repeated(128 * 1024);
}

void TestDatabaseClass::select_readsBackWhatWasStored()
{
    TEST_DATABASE(database);
    createThings(database);
    QFETCH(QString, text);
    QByteArray bytes = text.toUtf8();
    for (int i = 0; i < 256; ++i)
        bytes += static_cast<char>(i);

    QVERIFY(database->insert(u"INSERT INTO thing (name, body, raw, ratio) VALUES (?, ?, ?, ?)"_s, {u"a"_s, text, bytes, 0.1}));

    const auto ok = database->selectOne(u"SELECT body, raw, ratio FROM thing WHERE name = ?"_s, {u"a"_s}, [&](const Row &row) {
        return row.text(0) == text && row.utf8(0) == text.toStdString() && row.bytes(1) == bytes && row.real(2) == 0.1
               && !row.isNull(0);
    });
    QVERIFY(ok);
    QVERIFY(ok->value());
}

void TestDatabaseClass::select_readsLargeAndSmallValuesInTurn()
{
    TEST_DATABASE(database);
    createThings(database);
    const QStringList bodies = {QString(), u"x"_s.repeated(100'000), u"é"_s, u"y"_s.repeated(300'000), QString()};
    for (int i = 0; i < bodies.size(); ++i)
        QVERIFY(database->insert(u"INSERT INTO thing (name, number, body) VALUES (?, ?, ?)"_s, {QString::number(i), i, bodies[i]}));

    for (int i = 0; i < bodies.size(); ++i) {
        const auto body = database->selectOne(u"SELECT body FROM thing WHERE number = ?"_s, {i}, [](const Row &row) { return row.text(0); });
        QVERIFY(body && *body);
        QVERIFY(**body == bodies[i]);
    }
    const auto all = database->select(u"SELECT body FROM thing ORDER BY number"_s, {}, [](const Row &row) { return row.text(0); });
    QVERIFY(all);
    QVERIFY(*all == std::vector<QString>(bodies.begin(), bodies.end()));
}

void TestDatabaseClass::select_readsNulls()
{
    TEST_DATABASE(database);
    createThings(database);
    QVERIFY(database->insert(u"INSERT INTO thing (name, body, raw, number) VALUES (?, ?, ?, ?)"_s,
                             {u"a"_s, std::nullopt, std::optional<QByteArray>(), std::optional<qint64>()}));

    const auto isNull = database->selectOne(u"SELECT body, raw, number FROM thing"_s, {}, [](const Row &row) {
        return row.isNull(0) && row.isNull(1) && row.isNull(2) && !row.optionalInteger(2) && !row.optionalText(0);
    });
    QVERIFY(isNull && isNull->value());
}

void TestDatabaseClass::select_readsLargestIds()
{
    TEST_DATABASE(database);
    createThings(database);
    const qint64 largest = std::numeric_limits<qint64>::max();
    const qint64 smallest = std::numeric_limits<qint64>::min() + 1;
    QVERIFY(database->insert(u"INSERT INTO thing (name, number) VALUES (?, ?)"_s, {u"a"_s, largest}));
    QVERIFY(database->insert(u"INSERT INTO thing (name, number) VALUES (?, ?)"_s, {u"b"_s, smallest}));

    const auto numbers = database->select(u"SELECT number FROM thing WHERE number IN (?, ?) ORDER BY name"_s, {largest, smallest},
                                          [](const Row &row) { return row.integer(0); });
    QVERIFY(numbers);
    QCOMPARE(*numbers, (std::vector<qint64>{largest, smallest}));
}

void TestDatabaseClass::select_canBeNested()
{
    TEST_DATABASE(database);
    createThings(database);
    for (const auto &name : {u"a"_s, u"b"_s, u"c"_s})
        QVERIFY(database->insert(insertName, {name}));
    const QString sql = u"SELECT name FROM thing ORDER BY name"_s;
    QString seen;

    QVERIFY(database->forEach(sql, {}, [&](const Row &outer) {
        const QString name = outer.text(0);
        QVERIFY(database->forEach(sql, {}, [&](const Row &inner) { seen += name + inner.text(0) + u' '; }));
    }));

    QCOMPARE(seen, u"aa ab ac ba bb bc ca cb cc "_s);
}

void TestDatabaseClass::selectOne_answersNothingForNoRow()
{
    TEST_DATABASE(database);
    createThings(database);

    const auto row = database->selectOne(u"SELECT id FROM thing"_s, {}, [](const Row &r) { return r.integer(0); });

    QVERIFY(row);
    QVERIFY(!*row);
}

void TestDatabaseClass::transact_rollsBackOnFailure()
{
    TEST_DATABASE(database);
    createThings(database);

    const auto done = database->transact([&](Transaction &) -> Result<void> {
        if (const auto added = database->insert(insertName, {u"a"_s}); !added)
            return tl::unexpected(added.error());
        return fail(ErrorCode::NotFound, u"no"_s);
    });

    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::NotFound);
    QCOMPARE(count(database), 0);
    QVERIFY(database->transact([&](Transaction &) { return database->insert(insertName, {u"b"_s}); }));
    QCOMPARE(count(database), 1);
}

void TestDatabaseClass::transact_rollsBackOnException()
{
    TEST_DATABASE(database);
    createThings(database);

    try {
        static_cast<void>(database->transact([&](Transaction &) -> Result<void> {
            static_cast<void>(database->insert(insertName, {u"a"_s}));
            throw std::runtime_error("broken");
        }));
        QFAIL("the exception was swallowed");
    } catch (const std::runtime_error &) {
    }
    QCOMPARE(count(database), 0);
}

void TestDatabaseClass::transact_refusesToNest()
{
    TEST_DATABASE(database);
    const auto done = database->transact([&](Transaction &) {
        return database->transact([&](Transaction &) -> Result<void> { return {}; });
    });
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Internal);
}

void TestDatabaseClass::run_reportsMistakesWithoutShowingSql()
{
    TEST_DATABASE(database);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"statement failed.*nothing_here"_s));

    const auto done = database->run(u"DROP TABLE nothing_here"_s);

    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Internal);
    QVERIFY(!done.error().detail.contains(u"nothing_here"_s));
    QVERIFY(database->lastDriverText().contains(u"nothing_here"_s));
}

QTEST_GUILESS_MAIN(TestDatabaseClass)
#include "tst_database.moc"
