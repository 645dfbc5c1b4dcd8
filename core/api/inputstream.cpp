#include "core/api/inputstream_p.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace explorer::api
{
namespace
{

class FileInput final : public InputStream
{
public:
    explicit FileInput(const std::filesystem::path &file) : m_stream(file, std::ios::binary) {}
    [[nodiscard]] bool isOpen() const { return m_stream.is_open(); }
    Result<std::size_t> read(char *target, std::size_t size) override
    {
        m_stream.read(target, static_cast<std::streamsize>(size));
        if (m_stream.bad())
            return fail(ErrorCode::Io, "file_unreadable",
                        "The file could not be read on. Check the disk and try again.");
        m_position += m_stream.gcount();
        return static_cast<std::size_t>(m_stream.gcount());
    }
    [[nodiscard]] std::int64_t position() const override { return m_position; }

private:
    std::ifstream m_stream;
    std::int64_t m_position = 0;
};

class TextInput final : public InputStream
{
public:
    explicit TextInput(std::string_view text) : m_text(text) {}
    Result<std::size_t> read(char *target, std::size_t size) override
    {
        const std::size_t count = m_text.copy(target, size, m_at);
        m_at += count;
        return count;
    }
    [[nodiscard]] std::int64_t position() const override { return static_cast<std::int64_t>(m_at); }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

Result<std::string_view> PeekedInput::peek(std::size_t size)
{
    while (m_head.size() - m_at < size && !m_isAtEnd) {
        const std::size_t old = m_head.size();
        m_head.resize(old + size);
        const auto count = m_source->read(m_head.data() + old, size);
        m_head.resize(old + (count ? *count : 0));
        if (!count)
            return fail(count.error());
        m_isAtEnd = *count == 0;
    }
    return std::string_view(m_head).substr(m_at, size);
}

Result<std::size_t> PeekedInput::read(char *target, std::size_t size)
{
    if (m_at < m_head.size()) {
        const std::size_t count = m_head.copy(target, size, m_at);
        m_at += count;
        return count;
    }
    return m_isAtEnd ? Result<std::size_t>(0) : m_source->read(target, size);
}

Result<InputStreamPtr> openInput(const std::filesystem::path &file)
{
    std::error_code problem;
    if (!std::filesystem::is_regular_file(file, problem))
        return fail(ErrorCode::NotFound, "file_unknown",
                    "There is no file " + file.string() + ". Check the path and its spelling.");
    auto input = std::make_unique<FileInput>(file);
    if (!input->isOpen())
        return fail(ErrorCode::Io, "file_unreadable",
                    "The file " + file.string() + " cannot be opened. Check that you may read it.");
    return input;
}

InputStreamPtr inputOf(std::string_view text) { return std::make_unique<TextInput>(text); }

} // namespace explorer::api
