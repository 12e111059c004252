#include "features/health/processmetrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <QDir>
#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

QByteArrayList fieldsOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    return text.mid(text.lastIndexOf(')') + 1).simplified().split(' '); // a program's name may hold anything
}

/// Unix time of the machine's start.
double bootTime()
{
    QFile file(u"/proc/stat"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const qsizetype at = text.indexOf("btime ");
    return at < 0 ? 0 : text.mid(at + 6, text.indexOf('\n', at) - at - 6).toDouble();
}

} // namespace

void appendProcessMetrics(MetricFamilies &families)
{
    using Type = prometheus::MetricType;
    // Field numbers of proc(5), counted from the state, which is 0 here.
    constexpr qsizetype UserTime = 11, SystemTime = 12, Threads = 17, StartTime = 19, VirtualBytes = 20, ResidentPages = 21;
    const QByteArrayList stat = fieldsOf(u"/proc/self/stat"_s);
    if (stat.size() > ResidentPages) {
        const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
        const auto page = static_cast<double>(sysconf(_SC_PAGESIZE));
        appendMetric(families, "process_cpu_seconds_total", "User and system CPU time.", Type::Counter,
               (stat[UserTime].toDouble() + stat[SystemTime].toDouble()) / ticks);
        appendMetric(families, "process_start_time_seconds", "Start of the process, Unix time.", Type::Gauge,
               bootTime() + stat[StartTime].toDouble() / ticks);
        appendMetric(families, "process_virtual_memory_bytes", "Virtual memory.", Type::Gauge, stat[VirtualBytes].toDouble());
        appendMetric(families, "process_resident_memory_bytes", "Resident memory.", Type::Gauge,
               stat[ResidentPages].toDouble() * page);
        appendMetric(families, "md_process_threads", "Threads of the process.", Type::Gauge, stat[Threads].toDouble());
    }
    const auto open = QDir(u"/proc/self/fd"_s).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size();
    appendMetric(families, "process_open_fds", "Open file descriptors.", Type::Gauge, static_cast<double>(open));
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0)
        appendMetric(families, "process_max_fds", "Most file descriptors it may open.", Type::Gauge,
               static_cast<double>(limit.rlim_cur));
}

} // namespace mdash
