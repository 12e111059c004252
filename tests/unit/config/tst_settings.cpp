#include "platform/config/inifile.h"
#include "platform/config/settings.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

class tst_Settings : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home;

    /// Settings of a home folder whose metrics-dashboard.ini is @p ini.
    Result<Settings> load(const QByteArray &ini, const QMap<QString, QString> &environment = {}, const QStringList &overrides = {})
    {
        QFile file(m_home.filePath(u"metrics-dashboard.ini"_s));
        if (!file.open(QIODevice::WriteOnly))
            return fail(ErrorCode::Internal, file.errorString());
        file.write(ini);
        file.close();
        return Settings::load({m_home.path(), {}, overrides, environment});
    }

private Q_SLOTS:
    void load_laterSourcesWin()
    {
        const QByteArray ini = "[server]\nhttp_port = 3001\n";
        QCOMPARE(load("")->integer(u"server"_s, u"http_port"_s), 3000);
        QCOMPARE(load("", {}, {u"cfg:default.server.http_port=3009"_s})->integer(u"server"_s, u"http_port"_s), 3009);
        QCOMPARE(load(ini, {}, {u"cfg:default.server.http_port=3009"_s})->integer(u"server"_s, u"http_port"_s), 3001);
        QCOMPARE(load(ini, {{u"GF_SERVER_HTTP_PORT"_s, u"3002"_s}})->integer(u"server"_s, u"http_port"_s), 3002);
        QCOMPARE(load(ini, {{u"GF_SERVER_HTTP_PORT"_s, u"3002"_s}, {u"MD_SERVER_HTTP_PORT"_s, u"3003"_s}})->integer(u"server"_s, u"http_port"_s), 3003);
        QCOMPARE(load(ini, {{u"GF_SERVER_HTTP_PORT"_s, u"3002"_s}}, {u"cfg:server.http_port=3004"_s})->integer(u"server"_s, u"http_port"_s), 3004);
    }

    void load_sectionsWithDotsAndKeysWithoutSectionFromEnvironment()
    {
        const auto settings = load("", {{u"GF_AUTH_ANONYMOUS_ENABLED"_s, u"true"_s}, {u"GF_DEFAULT_INSTANCE_NAME"_s, u"node-x"_s}});
        QVERIFY(settings->boolean(u"auth.anonymous"_s, u"enabled"_s));
        QCOMPARE(settings->text(u"DEFAULT"_s, u"instance_name"_s), u"node-x"_s);
    }

    void load_emptyValueChangesNothing()
    {
        QCOMPARE(load("[server]\nhttp_port =\n")->integer(u"server"_s, u"http_port"_s), 3000);
        QCOMPARE(load("", {{u"GF_SERVER_HTTP_PORT"_s, u""_s}})->integer(u"server"_s, u"http_port"_s), 3000);
    }

    void load_interpolatesAndExpands()
    {
        QFile secret(m_home.filePath(u"pw"_s));
        QVERIFY(secret.open(QIODevice::WriteOnly));
        secret.write(" p#;w \n");
        secret.close();
        const QByteArray ini = "[server]\ndomain = $__env{HOST}.example.org\n[database]\npassword = $__file{" + secret.fileName().toUtf8()
            + "}\nuser = \"\"\"a;b#c\"\"\" ; comment\n";
        const auto settings = load(ini, {{u"HOST"_s, u"md"_s}});
        QCOMPARE(settings->text(u"server"_s, u"root_url"_s), u"http://md.example.org:3000/"_s);
        QCOMPARE(settings->secret(u"database"_s, u"password"_s).reveal(), "p#;w"_ba);
        QCOMPARE(settings->text(u"database"_s, u"user"_s), u"a;b#c"_s);
    }

    void load_warnsOfEnvironmentThatIsNotSet()
    {
        const auto settings = load("[database]\npassword = $__env{NO_SUCH_NAME}\nuser = a${EMPTY}b\n", {{u"EMPTY"_s, u""_s}});
        QVERIFY(settings);
        QCOMPARE(settings->secret(u"database"_s, u"password"_s).reveal(), ""_ba);
        QCOMPARE(settings->text(u"database"_s, u"user"_s), u"ab"_s);
        QCOMPARE(settings->warnings().size(), 1);
        QVERIFY(settings->warnings().front().endsWith(u"line 2: database.password refers to the environment variable NO_SUCH_NAME, which is not set"_s));
    }

    void load_refusesAndSaysWhere_data()
    {
        QTest::addColumn<QByteArray>("ini");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("port") << "\n[server]\nhttp_port = 70000\n"_ba
                              << QStringList{u"metrics-dashboard.ini line 3"_s, u"[server] http_port = 70000"_s, u"0 to 65535"_s};
        QTest::newRow("enum") << "[database]\ntype = oracle\n"_ba << QStringList{u"line 2"_s, u"type = oracle"_s, u"sqlite3, postgres, mysql"_s};
        QTest::newRow("boolean") << "[auth.basic]\nenabled = perhaps\n"_ba << QStringList{u"[auth.basic] enabled = perhaps"_s, u"true or false"_s};
        QTest::newRow("duration") << "[auth]\nlogin_maximum_lifetime_duration = soon\n"_ba << QStringList{u"soon"_s, u"a duration"_s};
        QTest::newRow("url") << "[server]\nroot_url = here\n"_ba << QStringList{u"root_url = here"_s, u"an address such as"_s};
        QTest::newRow("networks") << "[server]\ntrusted_proxies = 10.0.0.0/99\n"_ba << QStringList{u"trusted_proxies"_s, u"networks such as"_s};
        QTest::newRow("no equals") << "[server]\nhttp_port\n"_ba << QStringList{u"line 2"_s, u"expected key = value"_s};
        QTest::newRow("open quote") << "[server]\ndomain = \"\"\"abc\n"_ba << QStringList{u"line 2"_s, u"closing"_s};
        QTest::newRow("no file") << "[database]\npassword = $__file{/no/such/file}\n"_ba << QStringList{u"database.password"_s, u"/no/such/file"_s};
        QTest::newRow("no provider") << "[database]\npassword = $__vault{x}\n"_ba << QStringList{u"vault"_s, u"$__file{"_s};
        QTest::newRow("no such key") << "[server]\ndomain = %(nothing)s\n"_ba << QStringList{u"server.domain"_s, u"%(nothing)s"_s};
        QTest::newRow("itself") << "[server]\ndomain = %(domain)s\n"_ba << QStringList{u"server.domain"_s};
    }
    void load_refusesAndSaysWhere()
    {
        QFETCH(QByteArray, ini);
        QFETCH(QStringList, words);
        const auto settings = load(ini);
        QVERIFY(!settings);
        for (const QString &word : words)
            QVERIFY2(settings.error().detail.contains(word), qPrintable(settings.error().detail + u" lacks "_s + word));
    }

    void load_refusesUnreadableFile()
    {
        const auto settings = Settings::load({m_home.path(), m_home.filePath(u"absent.ini"_s), {}, {}});
        QVERIFY(settings.error().detail.contains(u"absent.ini"_s));
    }

    void load_warnsOnceOfUnknownKeysAndNamesTheNearest()
    {
        const auto settings = load("[server]\nhtpp_port = 1\n[nowhere]\nx = 1\n[server.custom_response_headers]\nX-A = b\n");
        QCOMPARE(settings->warnings().size(), 2);
        QVERIFY2(settings->warnings()[0].contains(u"did you mean server.http_port?"_s), qPrintable(settings->warnings()[0]));
        QCOMPARE(settings->freeSection(u"server.custom_response_headers"_s).front().second, u"b"_s);
    }

    void listing_masksSecretsAndNamesOrigins()
    {
        const QString listing = load("[database]\npassword = hunter2\n", {{u"GF_DATABASE_URL"_s, u"postgres://u:hunter2@h/n"_s}})->listing();
        QVERIFY(!listing.contains(u"hunter2"_s));
        QVERIFY(listing.contains(u"server.http_port = 3000    (default)"_s));
        QVERIFY(listing.contains(u"(environment GF_DATABASE_URL)"_s));
    }

    void everyKeyHasASentence()
    {
        const auto keys = SettingKeys::parse(SettingKeys::embeddedDefaults());
        QVERIFY2(keys, keys ? "" : qPrintable(keys.error().detail));
        for (const SettingKey &key : keys->all())
            QVERIFY2(!key.sentence.isEmpty(), qPrintable(key.name()));
    }

    /// Every `text(u"section"_s, u"key"_s)` in the server is declared, and every declared key is read somewhere.
    void keysAreDeclaredAndRead()
    {
        const auto keys = SettingKeys::parse(SettingKeys::embeddedDefaults());
        static const QRegularExpression read(uR"re((?:text|secret|path|boolean|integer|duration|list)\(\s*u"([\w.]+)"_s,\s*u"([\w.]+)"_s\))re"_s);
        QSet<QString> used;
        QDirIterator files(QStringLiteral(MDASH_SOURCE_DIR "/server"), {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (auto matches = read.globalMatch(QString::fromUtf8(file.readAll())); matches.hasNext();) {
                const auto match = matches.next();
                const SettingKey *key = keys->find(match.captured(1), match.captured(2));
                QVERIFY2(key, qPrintable(file.fileName() + u" reads "_s + match.captured(0)));
                used.insert(key->name());
            }
        }
        for (const SettingKey &key : keys->all()) {
            if (!used.isEmpty())
                QVERIFY2(used.contains(key.name()), qPrintable(u"nothing reads "_s + key.name()));
        }
    }

    void documentationIsMadeFromTheTable()
    {
        QFile page(QStringLiteral(MDASH_SOURCE_DIR "/docs/configuration.md"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(page.readAll());
        QVERIFY2(text.endsWith(SettingKeys::parse(SettingKeys::embeddedDefaults())->markdown()),
                 "docs/configuration.md is old: run `metrics-dashboard-server config docs`");
    }
};

QTEST_APPLESS_MAIN(tst_Settings)
#include "tst_settings.moc"
