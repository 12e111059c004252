#pragma once

#include "base/error.h"
#include "panels/dashboardmodel.h"
#include "panels/datasourcelist.h"

#include <string>
#include <vector>

namespace mdash {

// The options of a variable, each a pure function. All is not among them.

/// Of a custom variable: `a, b\,c, text : value`.
[[nodiscard]] std::vector<VariableOption> customOptions(std::string_view definition);

/// Of an interval variable: `1m,5m,"1 h"`; @p automatic puts `auto` first, whose value is `$__auto_interval_<name>`.
[[nodiscard]] std::vector<VariableOption> intervalOptions(const VariableModel &variable);

/// Of a data source variable: the sources of type @p type whose name @p regex matches (empty = all); the values are uids.
/// Fails with InvalidInput if @p regex is none.
[[nodiscard]] Result<std::vector<VariableOption>> dataSourceOptions(const DataSourceList &sources, std::string_view type, std::string_view regex);

/// Of a query variable: what its source answered, through @p regex and in the order @p sort. A regular expression keeps
/// what matches, or its first group, or its groups named text and value; with the flag g each match is an option.
/// Fails with InvalidInput if @p regex is none.
[[nodiscard]] Result<std::vector<VariableOption>> queryOptions(const std::vector<std::string> &values, std::string_view regex, int sort);

} // namespace mdash
