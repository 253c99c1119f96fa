namespace SupportBot.Hosting.SampleData;

/// <summary>What the sample shop's customers are called, where they live and what they buy. All invented.</summary>
internal static class SampleTexts
{
    public static readonly (string First, string Last)[] People =
    [
        ("Olivia", "Hartley"), ("Noah", "Okafor"), ("Emma", "Lindqvist"), ("Liam", "Brennan"), ("Ava", "Castellanos"),
        ("Maya", "Thornton"), ("Ethan", "Kowalski"), ("Sofia", "Marchetti"), ("Lucas", "Pemberton"), ("Mia", "Nakamura"),
        ("Henry", "Adeyemi"), ("Isla", "Fairbanks"), ("Jack", "O'Sullivan"), ("Zoë", "Vandenberg"), ("Oscar", "Delgado"),
        ("Grace", "Whitcombe"), ("Leo", "Papadakis"), ("Ella", "Sørensen"), ("Samuel", "Achterberg"), ("Chloé", "Dumont"),
        ("Daniel", "Rosenthal"), ("Aisha", "Rahmani"), ("Felix", "Baumgartner"), ("Nora", "Ekström"), ("Mateo", "Figueroa"),
        ("Hannah", "Stokes"), ("Omar", "Haddad"), ("Lily", "Chen"), ("Jonas", "Weidmann"), ("Amelia", "Prescott"),
        ("Theo", "Laurent"), ("Ruby", "MacLeod"), ("Ibrahim", "Traoré"), ("Clara", "Hoffmann"), ("Elias", "Nyström"),
        ("Freya", "Aldridge"), ("Diego", "Montoya"), ("Ivy", "Castlewood"), ("Arjun", "Mehta"), ("Nina", "Petrova"),
        ("Caleb", "Winslow"), ("Priya", "Raman"), ("Tomás", "Herrera"), ("Alice", "Guthrie"), ("Kofi", "Mensah"),
        ("Julia", "Zielińska"), ("Max", "Oberholzer"), ("Leila", "Farouk"), ("Simon", "Blackwood"), ("Eva", "Novotná"),
        ("Hugo", "Silva"), ("Matilda", "Greaves"), ("Yusuf", "Demir"), ("Anna", "Kaltenbach"), ("Peter", "Ashdown"),
        ("Rosa", "Villanueva"), ("Finn", "Gallagher"), ("Keiko", "Tanaka"), ("Marcus", "Holloway"), ("Ines", "Carvalho"),
    ];

    public static readonly (string City, string ZipPrefix, string Currency)[] Cities =
    [
        ("Springfield", "627", "USD"), ("Portland", "972", "USD"), ("Madison", "537", "USD"), ("Austin", "787", "USD"), ("Boulder", "803", "USD"),
        ("Leeds", "LS1 4", "GBP"), ("Bristol", "BS1 5", "GBP"), ("Edinburgh", "EH1 1", "GBP"),
        ("Hamburg", "201", "EUR"), ("Utrecht", "351", "EUR"), ("Lyon", "690", "EUR"), ("Dublin", "D02 X", "EUR"),
    ];

    public static readonly string[] Streets =
        ["Maple Street", "Harbour Road", "Mill Lane", "Station Avenue", "Orchard Close", "Linden Way", "Castle Hill", "River Walk", "Church Street",
            "Meadow Drive"];

    /// <summary>Name and price in the smallest unit. Customers 6 and 7 buy from outside this list, so that their products are theirs.</summary>
    public static readonly (string Name, long PriceMinor)[] Products =
    [
        ("cast iron skillet", 3995), ("bamboo cutting board", 1850), ("espresso cups, set of 6", 2490), ("linen table cloth", 3400),
        ("electric kettle", 4490), ("French press", 2795), ("chef's knife", 6900), ("ceramic mixing bowl", 1990),
        ("yoga mat", 2999), ("resistance bands", 1490), ("trail running vest", 8450), ("hiking boots", 12900),
        ("wool hiking socks", 1695), ("camping lantern", 3250), ("sleeping bag", 9900), ("two-person tent", 18900),
        ("bicycle helmet", 5990), ("bike lock", 4250), ("LED bike lights", 2390), ("pannier bag", 7490),
        ("leather wallet", 4900), ("canvas tote bag", 1590), ("knitted scarf", 2950), ("grey beanie", 1890),
        ("white linen shirt", 4590), ("black denim jeans", 6990), ("red summer dress", 5890), ("striped pyjamas", 3890),
        ("mechanical keyboard", 9490), ("wireless mouse", 3490), ("USB-C hub", 4290), ("27 inch monitor", 22900),
        ("phone case", 1990), ("fast charger", 2790), ("noise machine", 4990), ("e-reader cover", 2590),
        ("jigsaw puzzle, 1000 pieces", 1790), ("wooden train set", 3990), ("board game", 3290), ("watercolour set", 2190),
        ("sketchbook", 1290), ("fountain pen", 5490), ("desk organiser", 2290), ("wall clock", 3190),
        ("scented candle", 1650), ("throw blanket", 4390), ("feather pillow", 3590), ("bath towels, set of 4", 4790),
        ("herb garden kit", 2690), ("watering can", 1990), ("pruning shears", 2490), ("bird feeder", 2890),
    ];

    public static readonly (string Carrier, string Prefix)[] Carriers =
        [("Northline Express", "NLX"), ("ParcelBird", "PB"), ("Blue Anchor Freight", "BAF"), ("CityHop Couriers", "CHC")];

    public static readonly string[] PaymentMethods = ["credit card", "debit card", "PayPal", "bank transfer", "gift card"];
}
