#pragma once

#include <span>
#include <string_view>

namespace explorer::ingest::sample
{

/// The sentences of one kind of support mail. {product} and {order} are filled in.
struct TicketTopic {
    std::string_view name;
    int urgentPercent = 5;
    std::span<const std::string_view> subjects;
    std::span<const std::string_view> openings;
    std::span<const std::string_view> details;
    std::span<const std::string_view> requests;
};

std::span<const TicketTopic> usualTopics();
const TicketTopic &outageTopic();
const TicketTopic &aftermathTopic();

constexpr std::string_view kGreetings[] = {"Hello,",     "Hi there,", "Good morning,",
                                           "Dear team,", "Hi,",       "Good evening,"};
constexpr std::string_view kClosings[] = {"Thank you,", "Kind regards,", "Best wishes,", "Thanks in advance,",
                                          "Many thanks,"};

} // namespace explorer::ingest::sample
