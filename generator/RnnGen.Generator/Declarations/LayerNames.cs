namespace RnnGen.Generator.Declarations;
internal static class LayerNames { public static IReadOnlyList<string> Of(ModelDeclaration d) { var c = new Dictionary<string,int>(); return [.. d.Layers.Select(l => { if (l.Text("Name") is {} n) return n; string k = l.Kind == "SimpleRnn" ? "rnn" : l.Kind.ToLowerInvariant(); c[k] = c.TryGetValue(k, out int i) ? i + 1 : 1; return k + c[k]; })]; } }
