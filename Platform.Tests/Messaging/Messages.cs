using Platform.Domain.Conversations;
using Platform.Integrations.Messaging;

namespace Platform.Tests.Messaging;

/// <summary>One of everything that can be sent and said.</summary>
internal static class Messages
{
    public static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, .. Enumerable.Range(0, 5000).Select(n => (byte)(n * 31)), 0xFF, 0xD9];
    private static readonly Uri Public = new("https://boutique.example/photo.jpg");
    private static readonly Place Shop = new(33.5899, -7.6039, "Atlas Sneakers", "12, rue des Écoles, Casablanca");

    /// <param name="Shown">What must be read on the customer's phone.</param>
    public sealed record Sent(Content Content, string Shown)
    {
        public string[] Offers { get; init; } = [];
        public MediaKind? Media { get; init; }
    }

    public static IReadOnlyDictionary<string, Sent> Outgoing { get; } = new Dictionary<string, Sent>
    {
        ["text"] = new(new Content.Text("Oui, en 42 ! 👟 نعم\net demain ?"), "Oui, en 42 ! 👟 نعم\net demain ?"),
        ["template"] = new(
            new Content.Template("commande_prete", "fr", "HX00000000000000000000000000000001") { Body = [new("Salma"), new("899 MAD")], Presses = [new(0, TemplateButtonKind.QuickReply, "yes")] },
            "Bonjour Salma, votre commande à 899 MAD est prête.") { Offers = ["Je viens"] },
        ["buttons"] = new(new Content.Buttons("Je vous la réserve ?", [new("yes", "Oui"), new("no", "Non")], Footer: "Atlas Sneakers"), "Je vous la réserve ?") { Offers = ["Oui", "Non"] },
        ["list"] = new(
            new Content.List("Quelle pointure ?", "Pointures", [new("Homme", [new("42", "42", "il en reste deux"), new("43", "43")]), new("Femme", [new("38", "38")])]),
            "Quelle pointure ?") { Offers = ["42", "43", "38"] },
        ["link"] = new(new Content.Link("Suivez votre colis.", "Suivre", new("https://boutique.example/suivi?id=7&l=fr")), "Suivez votre colis.") { Offers = ["Suivre"] },
        ["location"] = new(new Content.Location(Shop), "Atlas Sneakers"),
        ["ask_location"] = new(new Content.AskLocation("Où livrer ?"), "Où livrer ?"),
        ["cards"] = new(new Content.Cards([new("Karim Livreur", [new("+212600112233", "CELL")])]), "Karim Livreur"),
        ["image_by_link"] = new(new Content.Media(MediaKind.Image, new MediaSource.Link(Public), "La blanche"), "La blanche") { Media = MediaKind.Image },
        ["document_by_link"] = new(new Content.Media(MediaKind.Document, new MediaSource.Link(new("https://boutique.example/facture.pdf")), "Votre facture", "facture.pdf"), "Votre facture") { Media = MediaKind.Document },
        ["video_by_link"] = new(new Content.Media(MediaKind.Video, new MediaSource.Link(new("https://boutique.example/film.mp4"))), "") { Media = MediaKind.Video },
        ["product"] = new(new Content.Product("194836987003835", "air-max-90-42", "La voici"), "La voici"),
        ["product_list"] = new(new Content.ProductList("194836987003835", "Nos modèles", "Choisissez", [new("Running", ["air-max-90", "ultraboost"])]), "Choisissez"),
        ["catalogue"] = new(new Content.Catalogue("Tout est ici", "air-max-90"), "Tout est ici"),
    };

    /// <param name="photo">A file on the customer's phone.</param>
    public static Said Said(string name, Func<MediaKind, string, string?, Attachment> photo) => name switch
    {
        "text" => new(MessageKind.Text, "شحال الثمن؟ 👀\n<b>b ch7al</b> & 50 %?"),
        "image" => new(MessageKind.Image, "celle-ci") { Media = photo(MediaKind.Image, "image/jpeg", null) },
        "video" => new(MessageKind.Video, "regarde") { Media = photo(MediaKind.Video, "video/mp4", null) },
        "voice" => new(MessageKind.Voice, "") { Media = photo(MediaKind.Voice, "audio/ogg", null) },
        "audio" => new(MessageKind.Audio, "") { Media = photo(MediaKind.Audio, "audio/mpeg", null) },
        "document" => new(MessageKind.Document, "recu.pdf") { Media = photo(MediaKind.Document, "application/pdf", "recu.pdf") },
        "sticker" => new(MessageKind.Sticker, "") { Media = photo(MediaKind.Sticker, "image/webp", null) },
        "location" => new(MessageKind.Location, "Chez moi · 5, rue Ibn Batouta · 33.57, -7.59") { Place = new(33.57, -7.59, "Chez moi", "5, rue Ibn Batouta") },
        "cards" => new(MessageKind.Contacts, "Ma sœur") { Cards = [new("Ma sœur", [new("+212 611 22 33 44", "CELL", "212611223344")]) { FirstName = "Ma" }] },
        "reaction" => new(MessageKind.Reaction, "❤️") { Reaction = new("wamid.of.ours", "❤️") },
        "reaction_taken_back" => new(MessageKind.Reaction, "") { Reaction = new("wamid.of.ours", null) },
        "quote" => new(MessageKind.Text, "celle-là, oui") { Quoted = "wamid.of.ours" },
        "forwarded" => new(MessageKind.Text, "regarde ça") { IsForwarded = true },
        "button" => new(MessageKind.Button, "Oui") { Pressed = new("yes", "Oui"), Quoted = "wamid.of.ours" },
        "row" => new(MessageKind.Button, "42") { Pressed = new("size_42", "42", "il en reste deux"), Quoted = "wamid.of.ours" },
        "advert" => new(MessageKind.Text, "C'est encore disponible ?")
        {
            Referral = new("ad", "120226305854810726", "https://fb.me/3cr4Wqqkv", "Soldes d'été", "Tout à -30 %", "https://scontent.example/a.jpg", "Aff-n8ZTODiE79d22KtAwQKj9e", "Bienvenue !"),
        },
        "product_enquiry" => new(MessageKind.Text, "Et celle-ci ?") { AskedAbout = new("194836987003835", "air-max-90"), Quoted = "wamid.of.ours" },
        "order" => new(MessageKind.Order, "Vite svp\n2 × air-max-90") { Basket = new("194836987003835", "Vite svp", [new("air-max-90", 2, 899.50m, "MAD")]) },
        "edit" => new(MessageKind.Edit, "en 43 plutôt") { Target = "wamid.of.theirs" },
        "revoke" => new(MessageKind.Revoke, "") { Target = "wamid.of.theirs" },
        "new_number" => new(MessageKind.System, "Salma a changé de numéro") { MovedTo = [new(AddressKind.Phone, "+212677001122"), new(AddressKind.User, "MA.77")] },
        "unknown" => new(MessageKind.Unknown, ""),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    public static IReadOnlyList<string> Inbound { get; } =
    [
        "text", "image", "video", "voice", "audio", "document", "sticker", "location", "cards", "reaction", "reaction_taken_back", "quote", "forwarded", "button", "row",
        "advert", "product_enquiry", "order", "edit", "revoke", "new_number", "unknown",
    ];
}
