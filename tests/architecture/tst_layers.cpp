#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

/// One row of the table in docs/architecture.md.
struct Part
{
    QString name;
    QList<QRegularExpression> files;
    QStringList mayInclude;
};

/// `server/features/*/*store.{h,cpp}` as a pattern for whole paths: ** crosses folders, * does not.
QRegularExpression patternOf(const QString &glob)
{
    QString text = QRegularExpression::escape(glob);
    text.replace(u"\\{h\\,cpp\\}"_s, u"(h|cpp)"_s);
    text.replace(u"\\*\\*"_s, u".+"_s).replace(u"\\*"_s, u"[^/]+"_s);
    return QRegularExpression(QRegularExpression::anchoredPattern(text));
}

QList<Part> readTable()
{
    QFile page(QStringLiteral(MDASH_SOURCE_DIR "/docs/architecture.md"));
    QList<Part> parts;
    if (!page.open(QIODevice::ReadOnly))
        return parts;
    const QString text = QString::fromUtf8(page.readAll());
    const QString section = text.section(u"## Who may include whom"_s, 1).section(u"\n## "_s, 0, 0);
    static const QRegularExpression code(u"`([^`]+)`"_s);
    for (const QString &line : section.split(u'\n')) {
        const QStringList cells = line.split(u'|');
        if (cells.size() != 5 || !cells[2].contains(u'`'))
            continue;
        Part part{.name = cells[1].trimmed(), .mayInclude = cells[3].simplified().split(u' ', Qt::SkipEmptyParts)};
        for (auto it = code.globalMatch(cells[2]); it.hasNext();)
            part.files.append(patternOf(it.next().captured(1)));
        parts.append(part);
    }
    return parts;
}

/// The first row that names @p path; rows stand from the particular to the general.
const Part *partOf(const QList<Part> &parts, const QString &path)
{
    for (const Part &part : parts) {
        for (const QRegularExpression &pattern : part.files) {
            if (pattern.match(path).hasMatch())
                return &part;
        }
    }
    return nullptr;
}

QStringList sources()
{
    QStringList paths;
    const QDir root(QStringLiteral(MDASH_SOURCE_DIR));
    for (const QString &folder : {u"shared"_s, u"server"_s}) {
        QDirIterator it(root.filePath(folder), {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString path = root.relativeFilePath(it.next());
            if (!path.contains("node_modules"_L1))
                paths.append(path);
        }
    }
    return paths;
}

/// Path in the tree of what `#include "…"` in @p from means; empty if it is not ours.
QString resolve(const QString &from, const QString &included)
{
    const QDir root(QStringLiteral(MDASH_SOURCE_DIR));
    for (const QString &base : {u"shared/"_s, u"server/"_s, from.section(u'/', 0, -2) + u'/'}) {
        if (QFile::exists(root.filePath(base + included)))
            return base + included;
    }
    return {};
}

} // namespace

class tst_Layers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_namesOnlyKnownParts()
    {
        const QList<Part> parts = readTable();
        QVERIFY(parts.size() > 10);
        for (const Part &part : parts) {
            for (const QString &other : part.mayInclude)
                QVERIFY2(std::any_of(parts.begin(), parts.end(), [&](const Part &each) { return each.name == other; }), qPrintable(part.name + u": "_s + other));
        }
    }

    void everyFileBelongsToAPart()
    {
        const QList<Part> parts = readTable();
        for (const QString &path : sources())
            QVERIFY2(partOf(parts, path), qPrintable(path));
    }

    void includes_areAllowedByTheTable()
    {
        const QList<Part> parts = readTable();
        static const QRegularExpression include(u"^#include \"([^\"]+)\""_s, QRegularExpression::MultilineOption);
        QStringList violations;
        for (const QString &path : sources()) {
            QFile file(QStringLiteral(MDASH_SOURCE_DIR "/") + path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const Part *own = partOf(parts, path);
            for (auto it = include.globalMatch(QString::fromUtf8(file.readAll())); own && it.hasNext();) {
                const QString target = resolve(path, it.next().captured(1));
                const Part *other = target.isEmpty() ? nullptr : partOf(parts, target);
                if (other && other != own && !own->mayInclude.contains(other->name))
                    violations.append(u"%1 (%2) includes %3 (%4)"_s.arg(path, own->name, target, other->name));
            }
        }
        QVERIFY2(violations.isEmpty(), qPrintable(violations.join(u'\n')));
    }

    /// Two headers that define `mdash::X` compile, link, and run the other one's destructor.
    void classNames_areGivenOnce()
    {
        static const QRegularExpression definition(u"^(?:class|struct|enum class) (\\w+)(?: final)?(?: :[^;]*)?\\n?\\s*\\{"_s,
                                                   QRegularExpression::MultilineOption);
        QHash<QString, QString> definedIn;
        QStringList twice;
        for (const QString &path : sources()) {
            QFile file(QStringLiteral(MDASH_SOURCE_DIR "/") + path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            if (!path.endsWith(".h"_L1))
                continue;
            const QString text = QString::fromUtf8(file.readAll());
            for (auto it = definition.globalMatch(text); it.hasNext();) {
                const auto match = it.next();
                const QString space = text.first(match.capturedStart()).section(u"\nnamespace "_s, -1).section(u' ', 0, 0);
                const QString name = space + u"::"_s + match.captured(1);
                if (const QString other = definedIn.value(name, path); other != path)
                    twice.append(u"%1: %2 and %3"_s.arg(name, other, path));
                definedIn.insert(name, path);
            }
        }
        QVERIFY(definedIn.size() > 100);
        QVERIFY2(twice.isEmpty(), qPrintable(twice.join(u'\n')));
    }
};

QTEST_APPLESS_MAIN(tst_Layers)
#include "tst_layers.moc"
