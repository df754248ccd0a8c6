global using System.Collections.Immutable;
global using System.Reflection;
global using Microsoft.ML.Data;
global using Microsoft.ML.Runtime;
