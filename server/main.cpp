// metrics-dashboard-server: parses the command line, wires, waits.
#include "base/failpoint.h"
#include "commandline.h"
#include "runtime/administration.h"
#include "runtime/buildinfo.h"
#include "runtime/log.h"
#include "runtime/serverruntime.h"
#include "runtime/stopsignals.h"

#include <QCoreApplication>
#include <QProcessEnvironment>
#include <QTextStream>

#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace {

int reportFatal(const mdash::Error &error)
{
    QTextStream(stderr) << "metrics-dashboard-server: " << error.detail << '\n';
    return 1;
}

int print(const QString &text)
{
    QTextStream(stdout) << text << (text.endsWith(u'\n') ? "" : "\n");
    return 0;
}

QMap<QString, QString> environment()
{
    QMap<QString, QString> variables;
    const auto system = QProcessEnvironment::systemEnvironment();
    for (const QString &name : system.keys())
        variables.insert(name, system.value(name));
    return variables;
}

/// Each connection is a file descriptor, and the usual soft limit is 1024.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/// Where a person on this machine reaches the node.
QString addressOf(const mdash::ServerOptions &server, quint16 port)
{
    const QString host = server.address.isEmpty() ? u"localhost"_s : server.address;
    return u"%1://%2:%3%4/"_s.arg(server.isHttps ? u"https"_s : u"http"_s, host).arg(port).arg(server.subPath);
}

int serve(const mdash::NodeOptions &options, mdash::StopSignals &signals)
{
    if (mdash::failPointsAreOn)
        QTextStream(stderr) << "metrics-dashboard-server: MD_FAILPOINT is set, so this node will fail on purpose\n";
    mdash::setUpLog(options.logLevel);
    raiseDescriptorLimit();
    mdash::ServerRuntime runtime(options);
    runtime.onPasswordMade([](const QString &login, const QString &password) {
        print(u"sign in as %1 with the password %2 (shown this once)"_s.arg(login, password));
    });
    if (const auto started = runtime.start(); !started)
        return reportFatal(started.error());
    QObject::connect(&signals, &mdash::StopSignals::stopRequested, &runtime, &mdash::ServerRuntime::drain);
    QObject::connect(&runtime, &mdash::ServerRuntime::drained, &runtime, [] { QCoreApplication::quit(); });
    constexpr int identityIsTaken = 5;
    QObject::connect(&runtime, &mdash::ServerRuntime::identityTaken, &runtime, [] { QCoreApplication::exit(identityIsTaken); });
    signals.watch();
    if (const QString reason = runtime.waitsFor(); !reason.isEmpty())
        QTextStream(stderr) << "metrics-dashboard-server: the node stays unready: " << reason << '\n';
    else
        print(u"node is ready: %1"_s.arg(addressOf(options.server, runtime.port())));
    return QCoreApplication::exec();
}

int checkConfig(const mdash::NodeOptions &options)
{
    const auto good = mdash::checkConfiguration(options);
    return good ? print(u"the settings are fine"_s) : reportFatal(good.error());
}

int migrate(const mdash::Command &command, const mdash::NodeOptions &options)
{
    if (command.isDryRun) {
        const auto steps = mdash::pendingSteps(options);
        if (!steps)
            return reportFatal(steps.error());
        return print(steps->isEmpty() ? u"the schema is up to date"_s : steps->join(u'\n'));
    }
    const auto done = mdash::migrateNow(options);
    return done ? print(u"the schema is up to date"_s) : reportFatal(done.error());
}

/// A line of the standard input. A person is asked for it, and does not see it.
mdash::Secret readPassword()
{
    termios shown{};
    const bool isPerson = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &shown) == 0;
    if (isPerson) {
        termios hidden = shown;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
        QTextStream(stderr) << "New password: ";
    }
    const QString typed = QTextStream(stdin).readLine();
    if (isPerson) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
        QTextStream(stderr) << '\n';
    }
    return mdash::Secret(typed.toUtf8());
}

int resetPassword(const mdash::Command &command, const mdash::NodeOptions &options)
{
    const auto login = mdash::resetPassword(options, command.login, readPassword());
    return login ? print(u"the password of %1 is changed, and his sessions have ended"_s.arg(*login)) : reportFatal(login.error());
}

int run(const mdash::Command &command, mdash::StopSignals &signals)
{
    using Kind = mdash::Command::Kind;
    if (const auto problem = mdash::failPointProblem())
        return reportFatal({mdash::ErrorCode::InvalidInput, *problem, {}, {}});
    if (command.kind == Kind::Help)
        return print(command.helpText);
    if (command.kind == Kind::Version)
        return print(u"Metrics Dashboard %1 (%2)"_s.arg(QString::fromUtf8(mdash::productVersion),
                                                        QString::fromUtf8(mdash::productCommit)));
    if (command.kind == Kind::ConfigDefaults)
        return print(mdash::SettingKeys::embeddedDefaults());
    if (command.kind == Kind::ConfigDocs) {
        const auto keys = mdash::SettingKeys::parse(mdash::SettingKeys::embeddedDefaults());
        return keys ? print(keys->markdown()) : reportFatal(keys.error());
    }
    const auto settings = mdash::Settings::load(command.sources);
    if (!settings)
        return reportFatal(settings.error());
    for (const QString &warning : settings->warnings())
        QTextStream(stderr) << "metrics-dashboard-server: " << warning << '\n';
    if (command.kind == Kind::ConfigShow)
        return print(settings->listing());
    const auto options = mdash::readNodeOptions(*settings);
    if (!options)
        return reportFatal(options.error());
    switch (command.kind) {
    case Kind::CheckConfig: return checkConfig(*options);
    case Kind::Migrate: return migrate(command, *options);
    case Kind::ResetPassword: return resetPassword(command, *options);
    default: return serve(*options, signals);
    }
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    mdash::StopSignals stopSignals;
    const auto command = mdash::parseCommandLine(QCoreApplication::arguments().mid(1), environment());
    return command ? run(*command, stopSignals) : reportFatal(command.error());
}
