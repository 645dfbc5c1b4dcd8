#include "core/metrics/processusage.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <sys/resource.h>
#include <unistd.h>

namespace explorer::metrics
{
namespace
{

double seconds(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double bootSeconds()
{
    std::ifstream file("/proc/stat");
    std::string word;
    while (file >> word) {
        double value = 0;
        if (word == "btime" && file >> value)
            return value;
    }
    return 0;
}

/// Field 22 of /proc/self/stat; the name before it may hold blanks and brackets.
double startTicks()
{
    std::ifstream file("/proc/self/stat");
    std::string line;
    std::getline(file, line);
    const std::size_t nameEnd = line.rfind(')');
    if (nameEnd == std::string::npos)
        return 0;
    std::istringstream rest(line.substr(nameEnd + 1));
    std::string word;
    for (int field = 3; field <= 22; ++field)
        rest >> word;
    return word.empty() ? 0 : std::strtod(word.c_str(), nullptr);
}

} // namespace

ProcessUsage readProcessUsage()
{
    ProcessUsage usage;
    rusage own{};
    if (getrusage(RUSAGE_SELF, &own) == 0)
        usage.cpuSeconds = seconds(own.ru_utime) + seconds(own.ru_stime);
    std::ifstream memory("/proc/self/statm");
    std::int64_t pages = 0;
    std::int64_t residentPages = 0;
    if (memory >> pages >> residentPages) {
        usage.virtualBytes = pages * sysconf(_SC_PAGESIZE);
        usage.residentBytes = residentPages * sysconf(_SC_PAGESIZE);
    }
    std::error_code ignored;
    for (std::filesystem::directory_iterator entry("/proc/self/fd", ignored), end; !ignored && entry != end;
         entry.increment(ignored))
        ++usage.openFiles;
    usage.startSeconds = bootSeconds() + startTicks() / static_cast<double>(sysconf(_SC_CLK_TCK));
    return usage;
}

std::int64_t machineMemoryBytes()
{
    return static_cast<std::int64_t>(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE);
}

} // namespace explorer::metrics
