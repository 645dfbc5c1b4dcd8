#include "ui/client/servertext.h"

#include "ui/client/sentence_p.h"

#include <QCoreApplication>

#include <array>
#include <span>

namespace explorer::ui
{

namespace
{

constexpr std::array kQuery{
    QT_TRANSLATE_NOOP("Server", "The query has %1 problems. The first: %2"),
    QT_TRANSLATE_NOOP("Server", "This bracket closes nothing. Remove it, or open a group before it."),
    QT_TRANSLATE_NOOP("Server", "Something to search for is missing here: add a word, a phrase or a group."),
    QT_TRANSLATE_NOOP("Server", "Something to search for is missing here: add a word, a phrase or a group. "
                                "To search the word itself, put it in quotes."),
    QT_TRANSLATE_NOOP("Server",
                      "`%1` has no meaning here. Remove it, or put a backslash before it to search for it."),
    QT_TRANSLATE_NOOP("Server",
                      "The query has more than %1 groups inside each other. Take some of the brackets out."),
    QT_TRANSLATE_NOOP("Server", "This group is never closed. Add `)` where it ends."),
    QT_TRANSLATE_NOOP("Server", "A value is missing here: write a word, a number or a phrase."),
    QT_TRANSLATE_NOOP("Server", "A value is missing here: write a word, a number or a phrase. To search the "
                                "word itself, put it in quotes."),
    QT_TRANSLATE_NOOP("Server", "This phrase is never closed. Add a quotation mark where it ends."),
    QT_TRANSLATE_NOOP(
        "Server", "`~` after a phrase takes the number of moves that are allowed. Add it, for example ~5."),
    QT_TRANSLATE_NOOP("Server", "This regular expression is never closed. Add `/` where it ends, or put a "
                                "backslash before the first slash to search for the text."),
    QT_TRANSLATE_NOOP("Server", "A wildcard cannot be fuzzy as well. Remove `~`, or the `*` and `?`."),
    QT_TRANSLATE_NOOP("Server", "`^` takes a number that weighs what stands before it. Add it, for example "
                                "^2, or write `\\^` to search for the character."),
    QT_TRANSLATE_NOOP("Server", "This range is never closed. Write it as [from TO to]."),
    QT_TRANSLATE_NOOP("Server", "A bound is missing here: write a value, or * for no bound."),
    QT_TRANSLATE_NOOP("Server", "TO has to stand between the bounds of a range, as in [from TO to]."),
    QT_TRANSLATE_NOOP("Server", "A range ends after its second bound. Put bounds with spaces in quotes."),
    QT_TRANSLATE_NOOP("Server", "There is no field `%1`, so this part matches nothing. Did you mean `%2`?"),
    QT_TRANSLATE_NOOP("Server", "There is no field `%1`, so this part matches nothing. Look the name up in "
                                "the collection's schema, or put the text in quotes."),
    QT_TRANSLATE_NOOP(
        "Server", "A query may hold %1 wildcards and regular expressions; this is one more. Leave some out."),
    QT_TRANSLATE_NOOP("Server", "A query may hold %1 fuzzy terms; this is one more. Leave some out."),
    QT_TRANSLATE_NOOP("Server", "The number after a phrase is whole and at most %1. Choose a smaller one."),
    QT_TRANSLATE_NOOP("Server", "A wildcard at the beginning has to look at every word of the field, which "
                                "can take long. Put letters first where you can."),
    QT_TRANSLATE_NOOP("Server", "%1 searches all fields; did you mean %2?"),
    QT_TRANSLATE_NOOP("Server", "Nothing was found. Did you mean %1?"),
    QT_TRANSLATE_NOOP(
        "Server",
        "An id is only matched as a whole: ranges, wildcards and `~` do not work on it. Write id:value."),
    QT_TRANSLATE_NOOP(
        "Server",
        "A comparison without a field needs default fields that it fits. Write the field before it."),
    QT_TRANSLATE_NOOP("Server", "`%1` does not fit %2, which holds %3. Write such a value."),
    QT_TRANSLATE_NOOP("Server", "The edit distance after `~` is 0, 1 or 2. Choose one of them."),
    QT_TRANSLATE_NOOP("Server", "The regular expression cannot be read: %1. Correct it."),
    QT_TRANSLATE_NOOP("Server",
                      "%1 holds text, which has no order. Compare a keyword, number or date field instead."),
    QT_TRANSLATE_NOOP(
        "Server", "%1 holds %2: wildcards, regular expressions and `~` are for text. Use a range, as in %3."),
    QT_TRANSLATE_NOOP("Server", "whole numbers of 64 bits, such as 42 or -5"),
    QT_TRANSLATE_NOOP("Server", "numbers, such as 1.5 or -2e3"),
    QT_TRANSLATE_NOOP("Server", "true and false"),
    QT_TRANSLATE_NOOP("Server", "dates, such as 2024-02, 2024-02-15T10:30 or now-7d/d"),
    QT_TRANSLATE_NOOP("Server", "The query is %1 bytes long; %2 are allowed. Shorten it."),
    QT_TRANSLATE_NOOP("Server", "The query has %1 parts; %2 are allowed. Leave some out."),
    QT_TRANSLATE_NOOP(
        "Server",
        "The time zone `%1` is not known. Give an IANA name such as Europe/Berlin, or none for UTC."),
    QT_TRANSLATE_NOOP("Server", "`%1` is no date. Write 2024, 2024-02, 2024-02-15, 2024-02-15T10:30, or now "
                                "with steps such as now-7d/d."),
    QT_TRANSLATE_NOOP("Server", "%1 exports of this user are running already. Wait for one, or cancel it."),
    QT_TRANSLATE_NOOP(
        "Server", "The export took longer than it may. Export less at once: narrow the time or the query."),
    QT_TRANSLATE_NOOP("Server", "There is no document \"%1\" to be searched in this collection. One that was "
                                "just written is there in a moment."),
    QT_TRANSLATE_NOOP("Server", "Neighbours are those in the order of one field: name one, or id."),
    QT_TRANSLATE_NOOP("Server", "%1 is 0 to 100."),
    QT_TRANSLATE_NOOP("Server", "The score of the document"),
    QT_TRANSLATE_NOOP("Server", "The word \"%1\" in %2, all fields taken as one text"),
    QT_TRANSLATE_NOOP("Server",
                      "The word \"%1\" in %2: in %3 of %4 documents, here %5 times in about %6 words"),
    QT_TRANSLATE_NOOP("Server", "The word \"%1\" in %2: in %3 of %4 documents"),
    QT_TRANSLATE_NOOP("Server", "The words \"%1\" next to each other in %2"),
    QT_TRANSLATE_NOOP("Server", "%1 of %2 words are there"),
    QT_TRANSLATE_NOOP("Server", "Words stand near each other"),
    QT_TRANSLATE_NOOP("Server", "All of these"),
    QT_TRANSLATE_NOOP("Server", "Any of these"),
    QT_TRANSLATE_NOOP("Server", "A word like \"%1\" in %2"),
    QT_TRANSLATE_NOOP("Server", "The value of %1 is in range"),
    QT_TRANSLATE_NOOP("Server", "%1 has a value"),
    QT_TRANSLATE_NOOP("Server", "Every document"),
    QT_TRANSLATE_NOOP("Server", "The id is named"),
    QT_TRANSLATE_NOOP("Server", "Matches"),
    QT_TRANSLATE_NOOP("Server", "format is csv, ndjson or json."),
    QT_TRANSLATE_NOOP("Server", "At most 10,000 documents can be named. Narrow the query instead."),
    QT_TRANSLATE_NOOP("Server", "`%1` is no interval. Write a whole number from 1 to 100000 and a unit of y "
                                "M w d h m s, such as 15m or 1d."),
};

constexpr std::array kRecord{
    QT_TRANSLATE_NOOP("Server", "The value of %1 %2, but the field's type is %3. Correct the value or change "
                                "the field's type in the schema."),
    QT_TRANSLATE_NOOP("Server", "is a string that is no whole number of 64 bits"),
    QT_TRANSLATE_NOOP("Server", "is a string that is no number"),
    QT_TRANSLATE_NOOP("Server", "is a string that is neither true nor false"),
    QT_TRANSLATE_NOOP("Server", "is a string that is no RFC 3339 time"),
    QT_TRANSLATE_NOOP("Server", "is a number"),
    QT_TRANSLATE_NOOP("Server", "is a boolean"),
    QT_TRANSLATE_NOOP("Server", "is a number outside the range of a double"),
    QT_TRANSLATE_NOOP("Server", "is no whole number of 64 bits"),
    QT_TRANSLATE_NOOP("Server", "is an object"),
    QT_TRANSLATE_NOOP("Server", "The document is no JSON object: %1 Send one JSON object a document."),
    QT_TRANSLATE_NOOP("Server", "The record is good, but others of the batch are not, and the batch was to "
                                "go in whole or not at all."),
    QT_TRANSLATE_NOOP("Server", "The CSV has no header line. Its first line has to name the fields."),
    QT_TRANSLATE_NOOP("Server",
                      "Column %1 of the CSV has the name of a column before it. Give each its own name."),
    QT_TRANSLATE_NOOP("Server", "A quoted cell is never closed."),
    QT_TRANSLATE_NOOP("Server", "The row has %1 cells where the header names %2."),
    QT_TRANSLATE_NOOP("Server", "The file is empty. Choose one with records in it."),
    QT_TRANSLATE_NOOP("Server", "The file is not text in UTF-8. Convert it to JSON, NDJSON or CSV in UTF-8."),
    QT_TRANSLATE_NOOP("Server", "The id is empty. Leave it out, and one is made."),
    QT_TRANSLATE_NOOP("Server", "The id is longer than %1 bytes."),
    QT_TRANSLATE_NOOP("Server", "The id is not valid UTF-8 without NUL characters."),
    QT_TRANSLATE_NOOP("Server", "The id is neither a string nor a number."),
    QT_TRANSLATE_NOOP("Server", "The record is not valid UTF-8. Convert it to UTF-8."),
    QT_TRANSLATE_NOOP("Server", "The record nests deeper than %1 levels."),
    QT_TRANSLATE_NOOP("Server", "A string holds a control character that is not escaped."),
    QT_TRANSLATE_NOOP("Server", "A string is not closed."),
    QT_TRANSLATE_NOOP("Server", "A number is malformed or beyond 64 bits. Send it as a string."),
    QT_TRANSLATE_NOOP("Server", "A string holds an escape that JSON does not have."),
    QT_TRANSLATE_NOOP("Server", "A string holds half of a surrogate pair, which is no character."),
    QT_TRANSLATE_NOOP("Server", "The record is empty."),
    QT_TRANSLATE_NOOP("Server", "The record is not valid JSON: %1"),
    QT_TRANSLATE_NOOP("Server", "The record is larger than %1 bytes."),
    QT_TRANSLATE_NOOP("Server",
                      "The document's id is not the one it is put at. Leave it out or make them equal."),
    QT_TRANSLATE_NOOP("Server", "The collection has %1 fields, the most it can have, and this record brings "
                                "another. Put it into its own collection."),
    QT_TRANSLATE_NOOP("Server", "A string is longer than %1 bytes."),
    QT_TRANSLATE_NOOP("Server", "A string holds a NUL character."),
    QT_TRANSLATE_NOOP("Server", "An object has more than %1 members."),
    QT_TRANSLATE_NOOP("Server", "A key is longer than %1 bytes."),
    QT_TRANSLATE_NOOP("Server", "The key stands twice in one object."),
    QT_TRANSLATE_NOOP("Server", "An array has more than %1 elements."),
    QT_TRANSLATE_NOOP("Server", "A record is one JSON object; this one is another kind of value."),
    QT_TRANSLATE_NOOP("Server", "The document has more than %1 fields."),
    QT_TRANSLATE_NOOP("Server", "The record that begins in line %1 is longer than 16 MiB. Check the format, "
                                "and whether a quote is left open."),
    QT_TRANSLATE_NOOP("Server", "The file could not be read on. Check the disk and try again."),
    QT_TRANSLATE_NOOP("Server",
                      "Line %1: %2 Nothing after it was read; correct the file and import the rest."),
    QT_TRANSLATE_NOOP("Server", "the file ends before its array is closed."),
    QT_TRANSLATE_NOOP("Server", "there is text after the end of the array."),
    QT_TRANSLATE_NOOP("Server", "a comma is missing between two elements of the array."),
    QT_TRANSLATE_NOOP("Server", "the file ends inside the value that begins here."),
    QT_TRANSLATE_NOOP("Server", "a value is missing."),
    QT_TRANSLATE_NOOP("Server", "There is no file %1. Check the path and its spelling."),
    QT_TRANSLATE_NOOP("Server", "The file %1 cannot be opened. Check that you may read it."),
};

constexpr std::array kServer{
    QT_TRANSLATE_NOOP("Server", "The search index of this collection is being built (%1 %). Documents can be "
                                "written and read meanwhile; search again in a moment."),
    QT_TRANSLATE_NOOP("Server",
                      "The search index of this collection cannot be used: %1 It is tried again by itself."),
    QT_TRANSLATE_NOOP("Server", "the index is being checked"),
    QT_TRANSLATE_NOOP("Server", "There is no collection \"%1\". Did you mean \"%2\"?"),
    QT_TRANSLATE_NOOP(
        "Server",
        "There is no collection \"%1\". Create it first, or choose one of GET /api/v1/collections."),
    QT_TRANSLATE_NOOP("Server", "There is no such collection, or it was just removed."),
    QT_TRANSLATE_NOOP("Server",
                      "The collection is no longer there. It was probably removed at the same time."),
    QT_TRANSLATE_NOOP("Server", "There is no document \"%1\" in this collection."),
    QT_TRANSLATE_NOOP("Server",
                      "The collection %1 has no document with this id. Check the id, or search for it."),
    QT_TRANSLATE_NOOP("Server", "A collection's name has 1 to 64 characters out of a-z, 0-9, _ and -, and "
                                "starts with a letter or digit."),
    QT_TRANSLATE_NOOP(
        "Server",
        "The schema of %1 was changed by somebody else (version %2). Read it again and repeat the change."),
    QT_TRANSLATE_NOOP("Server", "Other requests keep changing the schema. Send the document again."),
    QT_TRANSLATE_NOOP("Server", "Only %1 MB are free on the data disk and %2 MB have to be, so nothing is "
                                "written now. Free some space; writing then goes on by itself."),
    QT_TRANSLATE_NOOP("Server", "The database's writer has not answered for 2 s. It is busy with large "
                                "writes, or the disk is stuck."),
    QT_TRANSLATE_NOOP(
        "Server", "The index is %1 changes behind, and the limit is %2. Send the batch again in a moment."),
    QT_TRANSLATE_NOOP(
        "Server",
        "The change is stored, but did not become searchable in time; it will without a further request."),
    QT_TRANSLATE_NOOP(
        "Server", "A request with this Idempotency-Key is still being worked on. Send it again in a moment."),
    QT_TRANSLATE_NOOP("Server", "A histogram needs a date field; %1 is none. Name one as field:interval."),
    QT_TRANSLATE_NOOP("Server", "There is no field %1 to sort by."),
    QT_TRANSLATE_NOOP("Server", "There is no field %1 to count values of."),
    QT_TRANSLATE_NOOP(
        "Server",
        "The collection has no single date field that the time range could mean. Name one in time.field."),
    QT_TRANSLATE_NOOP("Server", "There is no field %1, so nothing is found."),
    QT_TRANSLATE_NOOP("Server", "A time range needs a date field; %1 is none."),
    QT_TRANSLATE_NOOP(
        "Server", "The cursor is too old: its snapshot has been given up. Search again from the first page."),
    QT_TRANSLATE_NOOP("Server", "size is 1 to 50."),
    QT_TRANSLATE_NOOP("Server", "The text has at most 2048 bytes."),
    QT_TRANSLATE_NOOP("Server",
                      "No search of yours with this X-Request-Id is running: it may be over already."),
    QT_TRANSLATE_NOOP("Server", "The access token is not valid here. Sign in again."),
    QT_TRANSLATE_NOOP("Server", "The access token has expired. Refresh it, or sign in again."),
    QT_TRANSLATE_NOOP("Server", "The session has ended. Sign in again."),
    QT_TRANSLATE_NOOP("Server", "The account or the password is wrong."),
    QT_TRANSLATE_NOOP("Server", "Too many sign-ins have failed. Wait %1 s, then try again."),
    QT_TRANSLATE_NOOP("Server", "Too many people are signing in at this moment. Try again in a few seconds."),
    QT_TRANSLATE_NOOP("Server", "The server has more requests than it can work on. Try again in a second."),
    QT_TRANSLATE_NOOP("Server", "The server holds as many request bodies as it may. Try again in a second."),
    QT_TRANSLATE_NOOP("Server",
                      "Too many answers wait for their clients. Try again in a moment, or ask for less."),
    QT_TRANSLATE_NOOP("Server",
                      "These hits hold more than %1 MiB together. Ask for fewer at once with size."),
    QT_TRANSLATE_NOOP("Server",
                      "This needs a signed-in user. Sign in at auth/login and send the access token."),
    QT_TRANSLATE_NOOP("Server", "The role %1 may not do this. Ask an admin for a role that may."),
    QT_TRANSLATE_NOOP("Server", "The body has %1 bytes; this address takes %2 at most. Send it in parts."),
    QT_TRANSLATE_NOOP("Server", "The server's answer is not what this program understands: %1"),
    QT_TRANSLATE_NOOP("Server", "This server does not answer for that host name. Use the address it listens "
                                "on, or add the name to its settings (hosts)."),
    QT_TRANSLATE_NOOP("Server",
                      "The data directory %1 cannot be made: %2. Check the path and its permissions."),
    QT_TRANSLATE_NOOP("Server", "Cannot open %1. Check that the folder is there and may be written."),
    QT_TRANSLATE_NOOP("Server",
                      "The database is damaged: %1. Stop the program and restore the file from a backup."),
};

constexpr std::array kIndex{
    QT_TRANSLATE_NOOP("Server",
                      "The wildcard %1 stands for more than %2 different terms; make it more specific."),
    QT_TRANSLATE_NOOP(
        "Server",
        "The regular expression %1 stands for more than %2 different terms; make it more specific."),
    QT_TRANSLATE_NOOP("Server",
                      "The fuzzy term %1 stands for more than %2 different terms; make it more specific."),
    QT_TRANSLATE_NOOP(
        "Server",
        "The wildcard %1 would have to be compared with too many terms; let it begin with letters."),
    QT_TRANSLATE_NOOP("Server", "The regular expression %1 would have to be compared with too many terms; "
                                "let it begin with letters."),
    QT_TRANSLATE_NOOP(
        "Server",
        "The fuzzy term %1 would have to be compared with too many terms; let it begin with letters."),
    QT_TRANSLATE_NOOP("Server", "There is no field %1 to sort by in this collection."),
    QT_TRANSLATE_NOOP("Server", "The field %1 holds text and cannot be sorted by; use a keyword field."),
    QT_TRANSLATE_NOOP("Server", "A search can be sorted by at most %1 fields."),
    QT_TRANSLATE_NOOP("Server", "There is no field %1 to count the values of in this collection."),
    QT_TRANSLATE_NOOP("Server",
                      "The field %1 holds text, whose values cannot be counted; use a keyword field."),
    QT_TRANSLATE_NOOP("Server", "A histogram needs a date field; %1 is none in this collection."),
    QT_TRANSLATE_NOOP(
        "Server",
        "The interval %1 would make more than %2 buckets; choose a longer one or a shorter time range."),
    QT_TRANSLATE_NOOP("Server", "The cursor does not belong to this sort; start again from the first page."),
};

constexpr std::array kKept{
    QT_TRANSLATE_NOOP("Server", "The answer could not be made: %1"),
    QT_TRANSLATE_NOOP("Server", "The answer could not be made, for an unknown reason."),
    QT_TRANSLATE_NOOP("Server", "Too many requests wait for this answer already. Try again in a moment."),
    QT_TRANSLATE_NOOP(
        "Server", "The answer was not ready in time. Narrow the search, or allow more time with timeout_ms."),
    QT_TRANSLATE_NOOP("Server",
                      "Name what to clear by exactly one of collection (* for all), tags and query."),
    QT_TRANSLATE_NOOP("Server", "strategy is immediate, lazy, batch or cascade."),
    QT_TRANSLATE_NOOP("Server", "%1, %2 answers"),
    QT_TRANSLATE_NOOP("Server", "started"),
    QT_TRANSLATE_NOOP("Server", "one was running already"),
    QT_TRANSLATE_NOOP("Server", "The collection was changed meanwhile. Read it again and decide anew."),
    QT_TRANSLATE_NOOP("Server",
                      "If-Match names no version of this resource. Read it again and use its ETag."),
    QT_TRANSLATE_NOOP("Server",
                      "The cursor is not one of this list. Pass on the next_cursor of the page before."),
    QT_TRANSLATE_NOOP("Server",
                      "The cursor does not belong to this request. Ask again without one, and then pass on "
                      "the next_cursor of each answer with an otherwise unchanged request."),
    QT_TRANSLATE_NOOP("Server", "The saved search %1 cannot be read from the database: %2"),
    QT_TRANSLATE_NOOP("Server", "There is no saved search %1 of yours. It may have been removed elsewhere."),
    QT_TRANSLATE_NOOP(
        "Server", "The saved search was changed since you read it. Read it again, then repeat the change."),
    QT_TRANSLATE_NOOP("Server",
                      "You keep %1 saved searches, which is the most. Remove one that you no longer need."),
    QT_TRANSLATE_NOOP("Server", "The line %1 of the history cannot be read from the database: %2"),
    QT_TRANSLATE_NOOP(
        "Server",
        "The preferences were changed since you read them. Read them again, then repeat the change."),
    QT_TRANSLATE_NOOP("Server", "A saved search has a name of 1 to 200 characters."),
    QT_TRANSLATE_NOOP("Server", "A saved search has at most 20 tags."),
    QT_TRANSLATE_NOOP("Server", "A tag has 1 to 50 characters."),
    QT_TRANSLATE_NOOP("Server", "The whole search is over 16 KiB long."),
    QT_TRANSLATE_NOOP("Server", "The query is over 2 KiB long."),
    QT_TRANSLATE_NOOP("Server", "At most %1 %2 can be kept."),
    QT_TRANSLATE_NOOP("Server", "One of %1 is over %2 bytes long."),
    QT_TRANSLATE_NOOP("Server", "At most 8 sort fields can be kept."),
    QT_TRANSLATE_NOOP("Server", "A field's name is over 256 bytes long."),
    QT_TRANSLATE_NOOP("Server", "A part of time is over 256 bytes long."),
    QT_TRANSLATE_NOOP("Server", "This is no file of %1, version 1: it needs a list called %2."),
    QT_TRANSLATE_NOOP("Server", "Each entry is an object."),
    QT_TRANSLATE_NOOP("Server", "collection is missing: name one or several."),
    QT_TRANSLATE_NOOP("Server", "search is missing: an object with collection and query."),
    QT_TRANSLATE_NOOP("Server", "ranking is natural or bm25."),
    QT_TRANSLATE_NOOP("Server", "default_operator is and or or."),
    QT_TRANSLATE_NOOP("Server", "similarity is an object with k1 and b."),
    QT_TRANSLATE_NOOP("Server", "similarity has k1 and b, nothing else."),
    QT_TRANSLATE_NOOP("Server",
                      "k1 is a number from 0 to 100 (1.2 if left out) and b one from 0 to 1 (0.75)."),
    QT_TRANSLATE_NOOP("Server", "A weight is a number above 0 and at most 1,000."),
    QT_TRANSLATE_NOOP("Server", "An analyzer is standard, english or german."),
    QT_TRANSLATE_NOOP("Server", "The schema is wrong: %1"),
    QT_TRANSLATE_NOOP("Server", "At most 32 collections can be searched at once."),
    QT_TRANSLATE_NOOP("Server", "size is 0 to %1; later pages are reached with cursor."),
    QT_TRANSLATE_NOOP("Server", "offset is 0 to %1; what lies further is reached with cursor."),
    QT_TRANSLATE_NOOP("Server", "At most %1 facets can be counted at once."),
    QT_TRANSLATE_NOOP("Server", "At most %1 statistics can be made at once."),
    QT_TRANSLATE_NOOP("Server", "timeout_ms is 1 to %1."),
    QT_TRANSLATE_NOOP("Server", "At most 256 fields can be named."),
    QT_TRANSLATE_NOOP("Server", "At most 64 filters can be set."),
    QT_TRANSLATE_NOOP("Server", "At most 8 sort fields can be named."),
    QT_TRANSLATE_NOOP(
        "Server",
        "Statistics need a field of numbers or dates; %1 is none. Facets count the values of other fields."),
};

constexpr std::array kHealth{
    QT_TRANSLATE_NOOP("Server", "It takes no writes because the disk is almost full. Free some space."),
    QT_TRANSLATE_NOOP("Server", "It is being rebuilt from the database (%1 done)."),
    QT_TRANSLATE_NOOP("Server", "It is being rebuilt from the database (%1 done): %2"),
    QT_TRANSLATE_NOOP("Server", "It cannot be opened or rebuilt; see the log."),
    QT_TRANSLATE_NOOP("Server", "Only %1 are free, and writes are refused below %2. Free some space."),
    QT_TRANSLATE_NOOP("Server", "It answered only after %1 ms."),
    QT_TRANSLATE_NOOP("Server", "It is shutting down and takes no new connections."),
    QT_TRANSLATE_NOOP("Server", "%1 of %2 connections are open."),
};

QString translated(const QString &text, const char *pattern)
{
    std::optional<QStringList> parts = matchSentence(QString::fromLatin1(pattern), text);
    if (!parts)
        return {};
    for (QString &part : *parts) {
        // A part of several words may be a sentence of its own.
        if (part.contains(QLatin1Char(' ')))
            part = serverText(part);
    }
    return fillSentence(QCoreApplication::translate("Server", pattern), *parts);
}

} // namespace

QString serverText(const QString &english)
{
    using Patterns = std::span<const char *const>;
    for (const Patterns patterns : {Patterns(kQuery), Patterns(kRecord), Patterns(kServer), Patterns(kIndex),
                                    Patterns(kHealth), Patterns(kKept)}) {
        for (const char *pattern : patterns) {
            if (QString found = translated(english, pattern); !found.isEmpty())
                return found;
        }
    }
    return english;
}

QString serverText(const std::string &english) { return serverText(QString::fromStdString(english)); }

} // namespace explorer::ui
