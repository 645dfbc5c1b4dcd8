#include "core/ingest/tickettexts_p.h"

namespace explorer::ingest::sample
{
namespace
{
using Lines = const std::string_view[];

constexpr Lines kDeliverySubjects = {"Where is my parcel?", "Order {order} has not arrived",
                                     "Delivery of {order} is late", "Tracking has not moved for days"};
constexpr Lines kDeliveryOpenings = {"I ordered the {product} over a week ago and it is still not here.",
                                     "my order {order} should have come on Monday.",
                                     "the tracking page of {order} has shown the same depot for four days."};
constexpr Lines kDeliveryDetails = {
    "The carrier says the label was printed but nothing was handed over.",
    "A neighbour was at home all day and nobody rang the bell.",
    "It was meant as a birthday present for Saturday.",
    "The status jumped from shipped back to packing, which worries me a little."};
constexpr Lines kDeliveryRequests = {"Could you find out where it is?",
                                     "Please send a new one if it is lost.",
                                     "Can you give me a realistic date?"};

constexpr Lines kDamageSubjects = {"{product} arrived broken", "Damaged on arrival: order {order}",
                                   "Crack in my {product}"};
constexpr Lines kDamageOpenings = {"the {product} came today, and the box had a dent on one side.",
                                   "I unpacked order {order} this afternoon and found a crack.",
                                   "the parcel rattled when the driver handed it over, and now I know why."};
constexpr Lines kDamageDetails = {
    "The handle has come off and cannot be fixed.", "There was only one thin sheet of paper around it.",
    "I have taken photos of the box, the label and the damage.", "Otherwise it is exactly what I wanted."};
constexpr Lines kDamageRequests = {"Please send a replacement.", "I would like my money back.",
                                   "Do you need the broken one back, or may I throw it away?"};

constexpr Lines kReturnSubjects = {"Return of {order}", "I would like to send back the {product}",
                                   "How do returns work?"};
constexpr Lines kReturnOpenings = {"I would like to return the {product} from order {order}.",
                                   "the {product} is lovely but too large for our kitchen.",
                                   "I bought the {product} twice by accident."};
constexpr Lines kReturnDetails = {"It is unused and still in its box.",
                                  "I could not find a return label in the parcel.",
                                  "Your page says thirty days, so I am well within time."};
constexpr Lines kReturnRequests = {"Could you mail me a label?", "Which address do I send it to?",
                                   "How long does a refund take?"};

constexpr Lines kProductSubjects = {"Question about the {product}", "Spare parts for {product}",
                                    "Which size do I need?"};
constexpr Lines kProductOpenings = {"I am thinking about buying the {product}.",
                                    "we have used the {product} every day since Christmas.",
                                    "a friend recommended the {product} to me."};
constexpr Lines kProductDetails = {"The page does not say whether it works on induction.",
                                   "The seal has worn out, and the manual does not name the part.",
                                   "I am not sure how it compares with the smaller one.",
                                   "The water here is very hard, so scale is a worry."};
constexpr Lines kProductRequests = {"Can you help me choose?", "Is there a part number I can order?",
                                    "When will it be back in stock?"};

constexpr Lines kInvoiceSubjects = {"Invoice for {order}", "Wrong address on my invoice",
                                    "Need a VAT invoice"};
constexpr Lines kInvoiceOpenings = {"I need an invoice with our company's name for order {order}.",
                                    "the invoice of {order} shows my old address.",
                                    "the mail with the invoice of {order} had no attachment."};
constexpr Lines kInvoiceDetails = {"Our bookkeeper will not take the order confirmation.",
                                   "The tax number is the same as last year.",
                                   "I changed the address in my account before ordering."};
constexpr Lines kInvoiceRequests = {"Could you send a corrected one?", "A PDF by mail is fine.",
                                    "Please let me know when it is done."};

constexpr Lines kAccountSubjects = {"Cannot sign in", "Password mail does not come",
                                    "Please delete my account"};
constexpr Lines kAccountOpenings = {"I cannot sign in to my account since yesterday.",
                                    "I asked for a new password three times.",
                                    "I have two accounts with different addresses."};
constexpr Lines kAccountDetails = {"The mail does not come, not even to the spam folder.",
                                   "It says that my password is wrong, but it is in my password store.",
                                   "My order history is in the older one."};
constexpr Lines kAccountRequests = {"Could you look into it?", "Please merge the two.",
                                    "Can you reset it for me?"};

constexpr Lines kOutageSubjects = {"Checkout does not work",
                                   "I cannot pay",
                                   "Error page at checkout",
                                   "Checkout says service unavailable",
                                   "Order lost?",
                                   "Tried to order for half an hour"};
constexpr Lines kOutageOpenings = {
    "I have been trying to buy the {product} for half an hour, and the checkout fails every time.",
    "when I press the button to order, the checkout loads for ages and then shows an error page.",
    "your checkout is down.", "I cannot pay for the {product}: the checkout says service unavailable."};
constexpr Lines kOutageDetails = {"It says 503 Service Unavailable, whatever that means.",
                                  "I tried two browsers and my phone, always the same error.",
                                  "The rest of the shop works, only the checkout does not.",
                                  "Now I am afraid that my card is charged several times.",
                                  "My voucher is valid until midnight, so this is really annoying."};
constexpr Lines kOutageRequests = {
    "When will it work again?", "Please tell me whether my order went through.",
    "Please fix this, or I will buy elsewhere.", "Can you take the order by mail?"};

constexpr Lines kAftermathSubjects = {"Why was {order} cancelled?",
                                      "Cancelled order for the espresso machine"};
constexpr Lines kAftermathOpenings = {
    "you cancelled my order of the {product} from Thursday.",
    "I bought the {product} at the price on your page, and now the order is gone."};
constexpr Lines kAftermathDetails = {
    "A price on the page is an offer, as far as I know.",
    "I do understand that it was a mistake, but a mail would have been polite.",
    "I had already sold my old machine."};
constexpr Lines kAftermathRequests = {"Please ship what I paid for.", "Will you at least offer a discount?"};

constexpr TicketTopic kUsual[] = {
    {"delivery", 10, kDeliverySubjects, kDeliveryOpenings, kDeliveryDetails, kDeliveryRequests},
    {"delivery", 10, kDeliverySubjects, kDeliveryOpenings, kDeliveryDetails, kDeliveryRequests},
    {"damage", 12, kDamageSubjects, kDamageOpenings, kDamageDetails, kDamageRequests},
    {"return", 3, kReturnSubjects, kReturnOpenings, kReturnDetails, kReturnRequests},
    {"product", 2, kProductSubjects, kProductOpenings, kProductDetails, kProductRequests},
    {"invoice", 4, kInvoiceSubjects, kInvoiceOpenings, kInvoiceDetails, kInvoiceRequests},
    {"account", 6, kAccountSubjects, kAccountOpenings, kAccountDetails, kAccountRequests},
};
constexpr TicketTopic kOutage{"checkout",     75, kOutageSubjects, kOutageOpenings, kOutageDetails,
                              kOutageRequests};
constexpr TicketTopic kAftermath{
    "price", 30, kAftermathSubjects, kAftermathOpenings, kAftermathDetails, kAftermathRequests};

} // namespace

std::span<const TicketTopic> usualTopics() { return kUsual; }
const TicketTopic &outageTopic() { return kOutage; }
const TicketTopic &aftermathTopic() { return kAftermath; }

} // namespace explorer::ingest::sample
