using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Platform.Web.Shared;

/// <summary>A table as a workbook. Words are written as words, so nothing in it is ever run as a formula.</summary>
public static class Workbook
{
    public const string MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <param name="lines">The first is the head. Numbers and amounts stay numbers one can add up.</param>
    public static byte[] Write(string sheet, IEnumerable<IReadOnlyList<object?>> lines)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(archive, "[Content_Types].xml", xml => xml.WriteRaw("""
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>
                """));
            Part(archive, "_rels/.rels", xml => Relation(xml, $"{Relations}/officeDocument", "xl/workbook.xml"));
            Part(archive, "xl/_rels/workbook.xml.rels", xml => Relation(xml, $"{Relations}/worksheet", "worksheets/sheet1.xml"));
            Part(archive, "xl/workbook.xml", xml =>
            {
                xml.WriteStartElement("workbook", Main);
                xml.WriteStartElement("sheets", Main);
                xml.WriteStartElement("sheet", Main);
                xml.WriteAttributeString("name", sheet);
                xml.WriteAttributeString("sheetId", "1");
                xml.WriteAttributeString("r", "id", Relations, "r1");
            });
            Part(archive, "xl/worksheets/sheet1.xml", xml => Sheet(xml, lines));
        }

        return file.ToArray();
    }

    private static void Part(ZipArchive archive, string name, Action<XmlWriter> write)
    {
        using var stream = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
        using var xml = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(false), CheckCharacters = false });
        write(xml);
    }

    private static void Relation(XmlWriter xml, string type, string target)
    {
        xml.WriteStartElement("Relationships", Package);
        xml.WriteStartElement("Relationship", Package);
        xml.WriteAttributeString("Id", "r1");
        xml.WriteAttributeString("Type", type);
        xml.WriteAttributeString("Target", target);
    }

    private static void Sheet(XmlWriter xml, IEnumerable<IReadOnlyList<object?>> lines)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetData", Main);
        foreach (var line in lines)
        {
            xml.WriteStartElement("row", Main);
            foreach (var value in line) Cell(xml, value);
            xml.WriteEndElement();
        }
    }

    private static void Cell(XmlWriter xml, object? value)
    {
        xml.WriteStartElement("c", Main);
        if (value is decimal or int or long)
        {
            xml.WriteElementString("v", Main, Convert.ToString(value, CultureInfo.InvariantCulture));
        }
        else
        {
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", Main);
            xml.WriteElementString("t", Main, Readable(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>XML has no place for control characters, which pasted text may hold.</summary>
    private static string Readable(string text) => text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));
}
