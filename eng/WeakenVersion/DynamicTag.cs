namespace WeakenVersion;

/// <summary>Kinds of entries of the dynamic section (DT_...).</summary>
internal enum DynamicTag : long
{
    End = 0,
    CallsSize = 2,
    Strings = 5,
    Relocations = 7,
    RelocationsSize = 8,
    StringsSize = 10,
    Calls = 23,
    SymbolVersions = 0x6ffffff0,
    VersionNeeds = 0x6ffffffe,
    VersionNeedCount = 0x6fffffff,
}
