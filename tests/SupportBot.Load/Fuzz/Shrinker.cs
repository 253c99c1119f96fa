namespace SupportBot.Load.Fuzz;

/// <summary>Makes a request small that still does what it did.</summary>
internal static class Shrinker
{
    private const int MaxTries = 40;

    /// <param name="stillHappens">Sends a request alone.</param>
    public static async Task<FuzzCase> ShrinkAsync(FuzzCase request, Func<FuzzCase, Task<bool>> stillHappens)
    {
        if (request.Body is null)
            return request;
        var tries = 0;
        while (true)
        {
            FuzzCase? smaller = null;
            foreach (var body in Smaller(request.Body!))
            {
                var candidate = request with { Body = body };
                if (++tries > MaxTries)
                    return request;
                if (!await stillHappens(candidate))
                    continue;
                smaller = candidate;
                break;
            }

            if (smaller is null)
                return request;
            request = smaller;
        }
    }

    /// <summary>The same without one member or item, the outer ones first.</summary>
    private static IEnumerable<LooseJson> Smaller(LooseJson body)
    {
        var inner = body.All().ToList();
        for (var at = 0; at < inner.Count; at++)
        {
            for (var i = (inner[at].Members?.Count ?? inner[at].Items?.Count ?? 0) - 1; i >= 0; i--)
            {
                var copy = body.Clone();
                var holder = copy.All().ElementAt(at);
                holder.Members?.RemoveAt(i);
                holder.Items?.RemoveAt(i);
                yield return copy;
            }
        }
    }
}
