using System.ComponentModel.DataAnnotations.Schema;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Platform.Web.Store;

/// <summary>
/// How a folded row is read and written: a record whose constructor parameters are the columns,
/// `[Table]` its name, `[PrimaryKey]` the organisation and then the row's own key.
/// </summary>
public sealed class RowMap<TRow> where TRow : class
{
    private static readonly NullabilityInfoContext Nullability = new();

    private readonly PropertyInfo[] columns;
    private readonly PropertyInfo[] key;
    private readonly Func<NpgsqlDataReader, TRow> read;
    private readonly string table;
    private readonly string all;
    private readonly string select;
    private readonly string selectOne;
    private readonly string insert;
    private readonly string update;
    private readonly string delete;

    public RowMap()
    {
        table = typeof(TRow).GetCustomAttribute<TableAttribute>()?.Name ?? throw new InvalidOperationException($"{typeof(TRow).Name} has no [Table]");
        var keyNames = typeof(TRow).GetCustomAttribute<PrimaryKeyAttribute>()?.PropertyNames ?? throw new InvalidOperationException($"{typeof(TRow).Name} has no [PrimaryKey]");
        var constructor = typeof(TRow).GetConstructors().Single();

        columns = [.. constructor.GetParameters().Select(parameter => typeof(TRow).GetProperty(parameter.Name!)!)];
        key = [.. keyNames.Select(name => columns.Single(column => column.Name == name))];
        read = Reader(constructor);

        var names = string.Join(", ", columns.Select(Column));
        var changed = columns.Except(key).ToArray();
        all = $"select {names} from {table}";
        selectOne = $"{all} where {Column(key[0])} = $1 and {Column(key[1])} = $2";
        select = $"{all} where {Column(key[0])} = $1 and {Column(key[1])} = any($2)";
        insert = $"insert into {table} ({names}) values ({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))})";
        update = $"update {table} set {string.Join(", ", changed.Select((column, i) => $"{Column(column)} = ${i + 3}"))} where {Column(key[0])} = $1 and {Column(key[1])} = $2";
        delete = $"delete from {table} where {Column(key[0])} = $1 and {Column(key[1])} = $2";
    }

    public string Table => table;

    public Guid KeyOf(TRow row) => (Guid)key[1].GetValue(row)!;

    /// <summary>By an array PostgreSQL would plan anew each time, which takes six times as long as reading one row; most often there is only one.</summary>
    public void AddSelect(Batch batch, Guid organisation, Guid[] keys) => batch.Add(keys is [_] ? selectOne : select,
    [
        new NpgsqlParameter<Guid> { TypedValue = organisation },
        keys is [var one] ? new NpgsqlParameter<Guid> { TypedValue = one } : new NpgsqlParameter<Guid[]> { TypedValue = keys },
    ]);

    /// <summary>Some rows in some order: the text after the table's name is ours, its values are parameters.</summary>
    public void AddSelect(Batch batch, string rest, params IEnumerable<NpgsqlParameter> parameters) => batch.Add($"{all} {rest}", parameters);

    public TRow Read(NpgsqlDataReader reader) => read(reader);

    public async Task<List<TRow>> ListAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        var rows = new List<TRow>();
        while (await reader.ReadAsync(ct)) rows.Add(read(reader));
        return rows;
    }

    public void AddInsert(Batch batch, TRow row) => batch.Add(insert, columns.Select(column => Parameter(column, row)));

    public void AddUpdate(Batch batch, TRow row) => batch.Add(update, key.Concat(columns.Except(key)).Select(column => Parameter(column, row)));

    public void AddDeletes(Batch batch, Guid organisation, Guid[] keys) => batch.Add($"delete from {table} where {Column(key[0])} = $1 and {Column(key[1])} = any($2)",
    [
        new NpgsqlParameter<Guid> { TypedValue = organisation },
        new NpgsqlParameter<Guid[]> { TypedValue = keys },
    ]);

    public void AddDelete(Batch batch, TRow row) => batch.Add(delete, key.Select(column => Parameter(column, row)));

    private static string Column(PropertyInfo property) => Naming.SnakeCase(property.Name);

    /// <summary>Typed even when empty: PostgreSQL prepares a statement once for each combination of types.</summary>
    private static NpgsqlParameter Parameter(PropertyInfo column, TRow row) => new()
    {
        NpgsqlDbType = DbType(column.PropertyType),
        Value = column.GetValue(row) switch
        {
            null => DBNull.Value,
            Enum value => value.ToString(),
            DateTimeOffset at => at.ToUniversalTime(),
            var value => value,
        },
    };

    private static NpgsqlDbType DbType(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? DbType(inner) : type switch
    {
        { IsEnum: true } => NpgsqlDbType.Text,
        { IsArray: true } => NpgsqlDbType.Array | DbType(type.GetElementType()!),
        _ when type == typeof(string) => NpgsqlDbType.Text,
        _ when type == typeof(Guid) => NpgsqlDbType.Uuid,
        _ when type == typeof(DateTimeOffset) => NpgsqlDbType.TimestampTz,
        _ when type == typeof(DateOnly) => NpgsqlDbType.Date,
        _ when type == typeof(bool) => NpgsqlDbType.Boolean,
        _ when type == typeof(int) => NpgsqlDbType.Integer,
        _ when type == typeof(long) => NpgsqlDbType.Bigint,
        _ when type == typeof(decimal) => NpgsqlDbType.Numeric,
        _ when type == typeof(double) => NpgsqlDbType.Double,
        _ => throw new InvalidOperationException($"No column type for {type}"),
    };

    /// <summary>`new TRow(reader.Get…(0), …)`, compiled once.</summary>
    private static Func<NpgsqlDataReader, TRow> Reader(ConstructorInfo constructor)
    {
        var reader = Expression.Parameter(typeof(NpgsqlDataReader));
        var arguments = constructor.GetParameters().Select((parameter, i) => Value(reader, parameter, i));
        return Expression.Lambda<Func<NpgsqlDataReader, TRow>>(Expression.New(constructor, arguments), reader).Compile();
    }

    private static Expression Value(Expression reader, ParameterInfo parameter, int ordinal)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var index = Expression.Constant(ordinal);
        Expression value = Expression.Call(reader, nameof(NpgsqlDataReader.GetFieldValue), [type.IsEnum ? typeof(string) : type], index);
        if (type.IsEnum) value = Expression.Convert(Expression.Call(typeof(Enum), nameof(Enum.Parse), null, Expression.Constant(type), value), type);

        var optional = type != parameter.ParameterType || Nullability.Create(parameter).WriteState is NullabilityState.Nullable;
        return optional
            ? Expression.Condition(
                Expression.Call(reader, nameof(NpgsqlDataReader.IsDBNull), null, index),
                Expression.Default(parameter.ParameterType),
                Expression.Convert(value, parameter.ParameterType))
            : value;
    }
}
