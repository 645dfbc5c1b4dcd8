#include "core/api/inputstream_p.h"

#include <zlib.h>
#include <zstd.h>

#include <array>

namespace explorer::api
{
namespace
{

constexpr std::size_t kPackedBytes = 64 * 1024;
/// Below this a file of one repeated byte is no bomb.
constexpr std::int64_t kHarmlessBytes = 1 << 20;

/// Reads packed bytes on, and watches how much comes of them.
class UnpackingInput : public InputStream
{
public:
    explicit UnpackingInput(InputStreamPtr source) : m_source(std::move(source)) {}
    Result<std::size_t> read(char *target, std::size_t size) override
    {
        while (size > 0) {
            if (m_at == m_packed && !m_isAtEnd) {
                if (auto filled = fill(); !filled)
                    return fail(std::move(filled.error()));
            }
            const auto made = unpack(target, size);
            if (!made)
                return made;
            m_unpackedBytes += static_cast<std::int64_t>(*made);
            if (m_unpackedBytes > kHarmlessBytes && m_unpackedBytes > kMostExpansion * m_packedBytes)
                return fail(ErrorCode::InvalidArgument, "too_compressed",
                            "The file grows past " + std::to_string(kMostExpansion) +
                                " times its packed size. Unpack it yourself if you trust it.");
            if (*made > 0)
                return made;
            if (m_isAtEnd && m_at == m_packed)
                return isComplete() ? Result<std::size_t>(0) : broken();
        }
        return std::size_t{0};
    }
    [[nodiscard]] std::int64_t position() const override { return m_source->position(); }

protected:
    /// Some bytes of those that were read, by take(); 0 where it needs more.
    virtual Result<std::size_t> unpack(char *target, std::size_t size) = 0;
    [[nodiscard]] virtual bool isComplete() const = 0;
    [[nodiscard]] std::string_view packed() const { return {m_buffer.data() + m_at, m_packed - m_at}; }
    void take(std::size_t bytes)
    {
        m_at += bytes;
        m_packedBytes += static_cast<std::int64_t>(bytes);
    }
    static tl::unexpected<Error> broken()
    {
        return fail(ErrorCode::InvalidArgument, "compression_broken",
                    "The compressed file is damaged or cut off. What stood before was read; get it again.");
    }

private:
    Result<void> fill()
    {
        const auto count = m_source->read(m_buffer.data(), m_buffer.size());
        if (!count)
            return fail(count.error());
        m_at = 0;
        m_packed = *count;
        m_isAtEnd = *count == 0;
        return {};
    }

    InputStreamPtr m_source;
    std::array<char, kPackedBytes> m_buffer{};
    std::size_t m_at = 0;
    std::size_t m_packed = 0;
    bool m_isAtEnd = false;
    std::int64_t m_packedBytes = 0;
    std::int64_t m_unpackedBytes = 0;
};

class GunzipInput final : public UnpackingInput
{
public:
    explicit GunzipInput(InputStreamPtr source) : UnpackingInput(std::move(source))
    {
        // 15 bits of window, and 16 for the header of gzip.
        m_isReady = inflateInit2(&m_stream, 15 + 16) == Z_OK;
    }
    ~GunzipInput() override { inflateEnd(&m_stream); }
    GunzipInput(const GunzipInput &) = delete;
    GunzipInput &operator=(const GunzipInput &) = delete;

protected:
    Result<std::size_t> unpack(char *target, std::size_t size) override
    {
        if (!m_isReady)
            return broken();
        // Members may follow each other (RFC 1952, 2.2).
        if (m_isOver && !packed().empty()) {
            inflateReset(&m_stream);
            m_isOver = false;
        }
        if (m_isOver)
            return std::size_t{0};
        const std::string_view input = packed();
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(input.data()));
        m_stream.avail_in = static_cast<uInt>(input.size());
        m_stream.next_out = reinterpret_cast<Bytef *>(target);
        m_stream.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1U << 30U));
        const uInt room = m_stream.avail_out;
        const int state = inflate(&m_stream, Z_NO_FLUSH);
        take(input.size() - m_stream.avail_in);
        if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR)
            return broken();
        m_isOver = state == Z_STREAM_END;
        return static_cast<std::size_t>(room - m_stream.avail_out);
    }
    [[nodiscard]] bool isComplete() const override { return m_isOver; }

private:
    z_stream m_stream{};
    bool m_isReady = false;
    bool m_isOver = false;
};

class UnzstdInput final : public UnpackingInput
{
public:
    explicit UnzstdInput(InputStreamPtr source) : UnpackingInput(std::move(source)) {}

protected:
    Result<std::size_t> unpack(char *target, std::size_t size) override
    {
        if (!m_stream)
            return broken();
        const std::string_view input = packed();
        // Another call would ask for the head of another frame.
        if (m_isOver && input.empty())
            return std::size_t{0};
        ZSTD_inBuffer in{input.data(), input.size(), 0};
        ZSTD_outBuffer out{target, size, 0};
        const std::size_t state = ZSTD_decompressStream(m_stream.get(), &out, &in);
        take(in.pos);
        if (ZSTD_isError(state) != 0)
            return broken();
        m_isOver = state == 0;
        return out.pos;
    }
    [[nodiscard]] bool isComplete() const override { return m_isOver; }

private:
    struct Free {
        void operator()(ZSTD_DStream *stream) const { ZSTD_freeDStream(stream); }
    };
    std::unique_ptr<ZSTD_DStream, Free> m_stream{ZSTD_createDStream()};
    bool m_isOver = false;
};

} // namespace

Result<InputStreamPtr> unpacked(InputStreamPtr source)
{
    constexpr std::string_view gzip = "\x1F\x8B";
    constexpr std::string_view zstd = "\x28\xB5\x2F\xFD";
    auto peeked = std::make_unique<PeekedInput>(std::move(source));
    const auto head = peeked->peek(zstd.size());
    if (!head)
        return fail(head.error());
    if (head->starts_with(gzip))
        return std::make_unique<GunzipInput>(std::move(peeked));
    if (*head == zstd)
        return std::make_unique<UnzstdInput>(std::move(peeked));
    return peeked;
}

} // namespace explorer::api
