#include "core/api/inputstream_p.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace explorer::api
{
namespace
{

constexpr std::size_t kSniffedBytes = 64 * 1024;
constexpr std::size_t kChunkBytes = 64 * 1024;
constexpr std::string_view kUtf8 = "utf-8";

struct Mark {
    std::string_view bytes;
    std::string_view encoding;
};
// The longer ones first: UTF-32's begins as UTF-16's does.
constexpr std::array kMarks{Mark{"\xEF\xBB\xBF", kUtf8}, Mark{{"\xFF\xFE\0\0", 4}, "utf-32le"},
                            Mark{{"\0\0\xFE\xFF", 4}, "utf-32be"}, Mark{"\xFF\xFE", "utf-16le"},
                            Mark{"\xFE\xFF", "utf-16be"}};

const Mark *markOf(std::string_view head)
{
    const auto found = std::find_if(kMarks.begin(), kMarks.end(),
                                    [head](const Mark &mark) { return head.starts_with(mark.bytes); });
    return found == kMarks.end() ? nullptr : &*found;
}

/// Bytes of the character that `lead` begins; 0 where it begins none.
std::size_t characterBytes(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    return lead >= 0xF5 ? 0 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
}

/// A character that the end of the head cuts is none the worse.
bool looksLikeUtf8(std::string_view head)
{
    for (std::size_t at = 0; at < head.size();) {
        const std::size_t bytes = characterBytes(static_cast<unsigned char>(head[at]));
        if (bytes == 0)
            return false;
        for (std::size_t i = 1; i < bytes && at + i < head.size(); ++i) {
            if ((static_cast<unsigned char>(head[at + i]) & 0xC0U) != 0x80U)
                return false;
        }
        at += bytes;
    }
    return true;
}

/// Texts in Latin letters have a zero in every second byte of UTF-16.
std::string_view utf16Of(std::string_view head)
{
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < head.size(); ++i)
        zeros[i % 2] += head[i] == '\0' ? 1 : 0;
    const std::size_t many = head.size() / 4;
    if (head.size() < 4 || zeros[0] + zeros[1] < many)
        return {};
    if (zeros[1] > zeros[0] * 10)
        return "utf-16le";
    return zeros[0] > zeros[1] * 10 ? "utf-16be" : "";
}

class TranscodedInput final : public InputStream
{
public:
    TranscodedInput(InputStreamPtr source, iconv_t converter)
        : m_source(std::move(source)), m_converter(converter)
    {
    }
    ~TranscodedInput() override { iconv_close(m_converter); }
    TranscodedInput(const TranscodedInput &) = delete;
    TranscodedInput &operator=(const TranscodedInput &) = delete;

    Result<std::size_t> read(char *target, std::size_t size) override
    {
        // Room for the longest character, else nothing could be made of what is there.
        if (size < 8)
            return fail(ErrorCode::Internal, "buffer_small", "The buffer holds no character.");
        for (;;) {
            char *in = m_buffer.data();
            std::size_t inLeft = m_held;
            char *out = target;
            std::size_t outLeft = size;
            const std::size_t done = iconv(m_converter, &in, &inLeft, &out, &outLeft);
            const int problem = done == static_cast<std::size_t>(-1) ? errno : 0;
            std::memmove(m_buffer.data(), in, inLeft);
            m_held = inLeft;
            if (problem == EILSEQ || (problem == EINVAL && m_isAtEnd))
                return fail(ErrorCode::InvalidArgument, "encoding_broken",
                            "The text holds bytes that its encoding does not have. Name another encoding.");
            if (outLeft < size)
                return size - outLeft;
            if (m_isAtEnd)
                return std::size_t{0};
            const auto count = m_source->read(m_buffer.data() + m_held, m_buffer.size() - m_held);
            if (!count)
                return count;
            m_held += *count;
            m_isAtEnd = *count == 0;
        }
    }
    [[nodiscard]] std::int64_t position() const override { return m_source->position(); }

private:
    InputStreamPtr m_source;
    iconv_t m_converter;
    std::array<char, kChunkBytes> m_buffer{};
    std::size_t m_held = 0;
    bool m_isAtEnd = false;
};

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

} // namespace

std::string sniffEncoding(std::string_view head)
{
    if (const Mark *mark = markOf(head))
        return std::string(mark->encoding);
    if (const std::string_view wide = utf16Of(head); !wide.empty())
        return std::string(wide);
    return std::string(looksLikeUtf8(head) ? kUtf8 : "windows-1252");
}

Result<InputStreamPtr> asUtf8(InputStreamPtr source, const std::string &encoding)
{
    auto peeked = std::make_unique<PeekedInput>(std::move(source));
    const auto head = peeked->peek(kSniffedBytes);
    if (!head)
        return fail(head.error());
    const std::string from = encoding.empty() ? sniffEncoding(*head) : lower(encoding);
    if (const Mark *mark = markOf(*head); mark != nullptr && mark->encoding == from) {
        std::array<char, 4> passed{};
        if (auto skipped = peeked->read(passed.data(), mark->bytes.size()); !skipped)
            return fail(std::move(skipped.error()));
    }
    if (from == kUtf8 || from == "utf8")
        return peeked;
    const iconv_t converter = iconv_open("UTF-8", from.c_str());
    // POSIX: (iconv_t)-1.
    if (reinterpret_cast<std::intptr_t>(converter) == -1)
        return fail(ErrorCode::InvalidArgument, "encoding_unknown",
                    "There is no encoding of this name. Take one such as utf-8, utf-16le or windows-1252.");
    return std::make_unique<TranscodedInput>(std::move(peeked), converter);
}

} // namespace explorer::api
