#include "commandline.h"

#include <QCommandLineParser>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

struct Verb
{
    QString words;
    Command::Kind kind;
    QString sentence;
};

const std::vector<Verb> &verbs()
{
    using Kind = Command::Kind;
    static const std::vector<Verb> all{
        {u"serve"_s, Kind::Serve, u"run the node (what happens without a command)"_s},
        {u"check-config"_s, Kind::CheckConfig, u"read the settings, say what is wrong, and end"_s},
        {u"config show"_s, Kind::ConfigShow, u"print every effective setting and where it came from; secrets are masked"_s},
        {u"config defaults"_s, Kind::ConfigDefaults, u"print defaults.ini, to copy from"_s},
        {u"config docs"_s, Kind::ConfigDocs, u"print the table of settings as Markdown"_s},
        {u"migrate"_s, Kind::Migrate, u"bring the database's schema to this release; --dry-run only lists the steps"_s},
        {u"admin reset-password"_s, Kind::ResetPassword, u"read a new password from standard input and end the user's sessions"_s},
        {u"version"_s, Kind::Version, u"print the version"_s},
    };
    return all;
}

QString helpText()
{
    QString text = u"Usage: metrics-dashboard-server [command] [options] [cfg:section.key=value …]\n\nCommands:\n"_s;
    for (const Verb &verb : verbs())
        text += u"  %1 %2\n"_s.arg(verb.words, -22).arg(verb.sentence);
    text += u"\nOptions:\n"
            "  --config FILE          settings; default: conf/metrics-dashboard.ini or metrics-dashboard.ini under the home\n"
            "                         folder, else /etc/metrics-dashboard/metrics-dashboard.ini\n"
            "  --homepath FOLDER      what relative paths count from; default: the working folder\n"
            "  --dry-run              migrate: list the steps, change nothing\n"
            "  --login NAME           admin reset-password: whose; default: the first server administrator\n"
            "  --help                 this text\n"
            "  --version              the version, as the command\n\n"
            "Settings also come from the environment: MD_SERVER_HTTP_PORT=3001 or GF_SERVER_HTTP_PORT=3001.\n"_s;
    return text;
}

Result<Command::Kind> kindOf(const QStringList &words)
{
    if (words.isEmpty())
        return Command::Kind::Serve;
    for (const Verb &verb : verbs()) {
        if (words.join(u' ') == verb.words)
            return verb.kind;
    }
    QStringList known;
    for (const Verb &verb : verbs())
        known.append(verb.words);
    return fail(ErrorCode::InvalidInput, u"unknown command \"%1\": expected one of %2"_s.arg(words.join(u' '), known.join(u", "_s)));
}

/// An option that means nothing to a command is a mistake of who typed it.
Result<void> optionsFit(Command::Kind kind, bool isDryRun, bool hasLogin)
{
    if (isDryRun && kind != Command::Kind::Migrate)
        return fail(ErrorCode::InvalidInput, u"--dry-run belongs to migrate"_s);
    if (hasLogin && kind != Command::Kind::ResetPassword)
        return fail(ErrorCode::InvalidInput, u"--login belongs to admin reset-password"_s);
    return {};
}

} // namespace

Result<Command> parseCommandLine(const QStringList &arguments, const QMap<QString, QString> &environment)
{
    QCommandLineParser parser;
    const QCommandLineOption config(u"config"_s, {}, u"FILE"_s);
    const QCommandLineOption home({u"homepath"_s, u"home"_s}, {}, u"FOLDER"_s);
    const QCommandLineOption dryRun(u"dry-run"_s);
    const QCommandLineOption login(u"login"_s, {}, u"NAME"_s);
    const QCommandLineOption help(QStringList{u"h"_s, u"help"_s});
    const QCommandLineOption version(QStringList{u"v"_s, u"version"_s});
    parser.addOptions({config, home, dryRun, login, help, version});
    if (!parser.parse(QStringList{u"metrics-dashboard-server"_s} + arguments))
        return fail(ErrorCode::InvalidInput, parser.errorText() + u" See --help."_s);

    Command command;
    command.helpText = helpText();
    if (parser.isSet(help)) {
        command.kind = Command::Kind::Help;
        return command;
    }
    QStringList words;
    if (parser.isSet(version))
        words.append(u"version"_s);
    for (const QString &argument : parser.positionalArguments())
        (argument.startsWith("cfg:"_L1) ? command.sources.overrides : words).append(argument);
    const auto kind = kindOf(words);
    if (!kind)
        return tl::unexpected(kind.error());
    command.kind = *kind;
    if (const auto fits = optionsFit(*kind, parser.isSet(dryRun), parser.isSet(login)); !fits)
        return tl::unexpected(fits.error());
    command.sources.configFile = parser.value(config);
    command.sources.homePath = parser.value(home);
    command.sources.environment = environment;
    command.isDryRun = parser.isSet(dryRun);
    command.login = parser.value(login);
    return command;
}

} // namespace mdash
