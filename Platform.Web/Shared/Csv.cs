using System.Text;

namespace Platform.Web.Shared;

/// <summary>Tables as text, the way spreadsheets read and write them.</summary>
public static class Csv
{
    /// <summary>The line of fields, quoted where needed. A field a spreadsheet would run as a formula is made text.</summary>
    public static string Line(IEnumerable<string?> fields) => string.Join(',', fields.Select(Field));

    /// <summary>UTF-8 or, failing that, what Excel in French writes; the separator is the commonest of the usual three in the first line.</summary>
    public static List<string[]> Read(byte[] file, int mostLines)
    {
        var text = Decode(file);
        var head = text.AsSpan(0, text.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end : text.Length).ToString();
        var separator = ";,\t".MaxBy(mark => head.Count(c => c == mark));

        var (lines, fields, field, isQuoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length && lines.Count <= mostLines; i++)
        {
            switch (text[i])
            {
                case '"' when isQuoted && i + 1 < text.Length && text[i + 1] == '"':
                    field.Append('"');
                    i++;
                    break;
                case '"' when isQuoted || field.Length == 0:
                    isQuoted = !isQuoted;
                    break;
                case var c when isQuoted:
                    field.Append(c);
                    break;
                case var c when c == separator:
                    Take(fields, field);
                    break;
                case '\r':
                    break;
                case '\n':
                    Take(fields, field);
                    lines.Add([.. fields]);
                    fields.Clear();
                    break;
                case var c:
                    field.Append(c);
                    break;
            }
        }

        if (field.Length > 0 || fields.Count > 0)
        {
            Take(fields, field);
            lines.Add([.. fields]);
        }

        return lines;
    }

    private static void Take(List<string> fields, StringBuilder field)
    {
        fields.Add(field.ToString());
        field.Clear();
    }

    private static string Field(string? value)
    {
        var text = value ?? "";
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]) text = "'" + text;
        return text.IndexOfAny([',', '"', '\n', '\r', ';']) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Decode(byte[] file)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(file);
        }
    }
}
