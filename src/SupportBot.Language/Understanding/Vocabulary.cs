namespace SupportBot.Language.Understanding;

/// <summary>Word lists and pattern parts that several rules share. Patterns read <see cref="Utterance.Plain"/>.</summary>
internal static class Vocabulary
{
    /// <summary>An order and what people call it.</summary>
    public const string OrderNoun = "(?:orders?|packages?|parcels?|purchases?|shipments?|deliver(?:y|ies))";

    /// <summary>An order, or the things in it.</summary>
    public const string Thing = "(?:orders?|packages?|parcels?|purchases?|shipments?|deliver(?:y|ies)|items?|products?|articles?|stuff|goods|things?|box)";

    /// <summary>What may stand between «the» and an order without pointing at one.</summary>
    public const string Adjectives = "(?:(?:own|whole|entire|online|new|current|damn|other|big|small|little|lovely) )*";

    public const string Months = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

    /// <summary>Words around a bare reference that add nothing: «it's 5 please», «no, the blue shoes».</summary>
    public static readonly HashSet<string> FragmentFiller = Set(
        "it is its i mean meant the a an my your one ones order orders number no nr please thanks thank you yes yeah yep ok okay sorry hi hello hey um uh er oh for about this that was with of in from on by placed purchase package parcel . ? , # just think would be like and so well maybe actually rather not instead date id ordered bought made");

    /// <summary>Heads of noun phrases that are no product.</summary>
    public static readonly HashSet<string> NoProduct = Set("""
        order orders package packages parcel parcels purchase purchases shipment shipments delivery deliveries item items product products article articles stuff goods thing things box one ones
        refund refunds money cash amount payment payments address addresses status number numbers date dates time times day days week weeks month months year years total price cost costs sum bill invoice receipt tracking link code
        carrier courier driver way update updates news eta latest last newest recent first second third rest same other others wrong right hell heck question questions problem problems issue issues help info information details name names
        account password email mail phone card bank newsletter subscription membership policy policies weather store stores shop website site app page system service support team customer manager person human agent company
        moment morning evening afternoon night today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday minute minutes hour hours end start beginning top bottom middle list point reason meaning situation case fact matter whole kind sort
        christmas xmas easter january february march april may june july august september october november december quantity size colour option options method methods contents content history overview summary side world life mind bit lot few couple
        return back exchange replacement complaint cancellation request confirmation label voucher coupon discount promo code gift restaurant hotel flight ticket reservation dog cat mum mom dad wife husband friend boss job difference best president capital prompt instructions
        guy guys people somebody someone anything something everything nothing what who which deal plan idea charge charges fee fees tax
        """);

    /// <summary>Things that shops sell; with one of these no other sign of an order is needed.</summary>
    public static readonly HashSet<string> Products = Set("""
        shoe shoes sneaker sneakers trainers boot boots sandal sandals slippers heels sock socks shirt shirts t-shirt tshirt tee blouse top jeans trousers pants shorts skirt dress dresses suit jacket jackets coat coats hoodie sweater jumper cardigan scarf beanie hat cap gloves belt tie pyjamas pajamas underwear bra swimsuit bikini
        bag bags backpack rucksack handbag purse wallet suitcase luggage tote watch necklace ring earrings bracelet sunglasses glasses umbrella
        headphones headphone earphones earbuds headset speaker speakers phone case charger cable keyboard mouse monitor laptop tablet computer pc camera tv television console printer router hub drive e-reader kindle cover lights light lamp lamps bulb clock
        kettle grinder toaster blender skillet pan pans pot pots knife knives cup cups mug mugs glass plate plates bowl bowls bottle bottles board cloth towel towels pillow pillows blanket duvet sheets mattress bed sofa couch chair chairs table desk shelf shelves wardrobe rug carpet curtain curtains candle candles mirror vase frame
        mat bands band vest tent lantern bicycle bike helmet lock bags pannier skateboard ball racket weights dumbbells guitar strings violin piano drum puzzle puzzles toy toys doll train set game games book books sketchbook pen pens pencil pencils notebook organiser organizer paint
        microwave blender oven fridge freezer washer dryer dishwasher drone bathtub sink tap charger router hammock ladder mower trimmer hose greenhouse parasol armchair shelf teapot kettle steamer cooker speaker
        press machine vacuum iron fan heater drill hammer saw shears can feeder kit plant plants seeds pot perfume shampoo cream lipstick makeup brush
        """);

    public static HashSet<string> Set(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
