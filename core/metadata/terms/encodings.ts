/** A character encoding that IANA registers. */
export interface Encoding {
  /** The "preferred MIME name", or the name where the registry prefers none; `utf-8` as the standard writes it. */
  readonly name: string;
  /** Other names of it, in lower case: of the registry, and those of widespread programs. */
  readonly aliases: readonly string[];
  readonly title: string;
}

/** `name|title|aliases`, the most used first. */
const LINES = `
utf-8|Unicode, the encoding that the standard recommends|utf8 csutf8 utf_8 u8
UTF-16|Unicode in 16 bits, byte order by its mark|utf16 csutf16 utf_16
UTF-16LE|Unicode in 16 bits, low byte first|utf16le csutf16le utf_16_le utf_16le
UTF-16BE|Unicode in 16 bits, high byte first|utf16be csutf16be utf_16_be utf_16be
UTF-32|Unicode in 32 bits|utf32 csutf32 utf_32
UTF-32LE|Unicode in 32 bits, low byte first|csutf32le utf_32_le
UTF-32BE|Unicode in 32 bits, high byte first|csutf32be utf_32_be
UTF-7|Unicode in 7 bits, for old mail|utf7 csutf7 utf_7
US-ASCII|ASCII|ascii iso646-us ansi_x3.4-1968 ansi_x3.4-1986 iso_646.irv:1991 iso-ir-6 us ibm367 cp367 csascii us_ascii
ISO-8859-1|Western European (Latin 1)|latin1 latin-1 latin_1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 l1 ibm819 cp819 csisolatin1 8859-1 iso_8859_1 iso8859_1
ISO-8859-2|Central European (Latin 2)|latin2 iso8859-2 iso_8859-2 iso_8859-2:1987 iso-ir-101 l2 csisolatin2 iso8859_2
ISO-8859-3|South European (Latin 3)|latin3 iso8859-3 iso_8859-3 iso_8859-3:1988 iso-ir-109 l3 csisolatin3 iso8859_3
ISO-8859-4|Baltic (Latin 4)|latin4 iso8859-4 iso_8859-4 iso_8859-4:1988 iso-ir-110 l4 csisolatin4 iso8859_4
ISO-8859-5|Cyrillic|cyrillic iso8859-5 iso_8859-5 iso_8859-5:1988 iso-ir-144 csisolatincyrillic iso8859_5
ISO-8859-6|Arabic|arabic iso8859-6 iso_8859-6 iso_8859-6:1987 iso-ir-127 ecma-114 asmo-708 csisolatinarabic iso8859_6
ISO-8859-7|Greek|greek greek8 iso8859-7 iso_8859-7 iso_8859-7:1987 iso-ir-126 ecma-118 elot_928 csisolatingreek iso8859_7
ISO-8859-8|Hebrew|hebrew iso8859-8 iso_8859-8 iso_8859-8:1988 iso-ir-138 csisolatinhebrew iso8859_8
ISO-8859-8-I|Hebrew in logical order|csiso88598i logical
ISO-8859-9|Turkish (Latin 5)|latin5 iso8859-9 iso_8859-9 iso_8859-9:1989 iso-ir-148 l5 csisolatin5 iso8859_9
ISO-8859-10|Nordic (Latin 6)|latin6 iso8859-10 iso_8859-10:1992 iso-ir-157 l6 csisolatin6 iso8859_10
ISO-8859-13|Baltic (Latin 7)|latin7 iso8859-13 csiso885913 iso8859_13
ISO-8859-14|Celtic (Latin 8)|latin8 iso8859-14 iso_8859-14 iso_8859-14:1998 iso-ir-199 iso-celtic l8 csiso885914 iso8859_14
ISO-8859-15|Western European with the euro (Latin 9)|latin9 latin-9 iso8859-15 iso_8859-15 l9 csiso885915 iso8859_15
ISO-8859-16|South-Eastern European (Latin 10)|latin10 iso8859-16 iso_8859-16 iso_8859-16:2001 iso-ir-226 l10 csiso885916 iso8859_16
windows-1250|Central European (Windows)|cp1250 cswindows1250 windows_1250 win1250
windows-1251|Cyrillic (Windows)|cp1251 cswindows1251 windows_1251 win1251
windows-1252|Western European (Windows)|cp1252 cswindows1252 windows_1252 win1252 ansi
windows-1253|Greek (Windows)|cp1253 cswindows1253 windows_1253
windows-1254|Turkish (Windows)|cp1254 cswindows1254 windows_1254
windows-1255|Hebrew (Windows)|cp1255 cswindows1255 windows_1255
windows-1256|Arabic (Windows)|cp1256 cswindows1256 windows_1256
windows-1257|Baltic (Windows)|cp1257 cswindows1257 windows_1257
windows-1258|Vietnamese (Windows)|cp1258 cswindows1258 windows_1258
windows-874|Thai (Windows)|cp874 cswindows874
Windows-31J|Japanese (Windows)|cp932 ms932 mskanji cswindows31j
KOI8-R|Russian|koi8r koi8_r cskoi8r
KOI8-U|Ukrainian|koi8u koi8_u cskoi8u
macintosh|Western European (Mac OS)|mac macroman mac_roman mac-roman csmacintosh
Shift_JIS|Japanese|shift-jis sjis ms_kanji csshiftjis x-sjis shiftjis
EUC-JP|Japanese|eucjp ujis extended_unix_code_packed_format_for_japanese cseucpkdfmtjapanese x-euc-jp euc_jp
ISO-2022-JP|Japanese, for old mail|csiso2022jp iso2022_jp iso2022jp
ISO-2022-JP-2|Japanese, for old mail|csiso2022jp2 iso2022_jp_2
EUC-KR|Korean|euckr cseuckr euc_kr ks_c_5601-1987 korean ks_c_5601-1989 ksc_5601 iso-ir-149
ISO-2022-KR|Korean, for old mail|csiso2022kr iso2022_kr
GB2312|Simplified Chinese|csgb2312 euc-cn euc_cn gb_2312-80 iso-ir-58 chinese
GBK|Simplified Chinese|cp936 ms936 windows-936 csgbk
GB18030|Chinese, all of Unicode|csgb18030 gb18030-2000
HZ-GB-2312|Simplified Chinese, for old mail|hz
Big5|Traditional Chinese|csbig5 big-5 big5-tw cp950
Big5-HKSCS|Traditional Chinese (Hong Kong)|csbig5hkscs big5hkscs big5_hkscs
TIS-620|Thai|cstis620 tis620 iso-8859-11 iso8859_11
VISCII|Vietnamese|csviscii
ARMSCII-8|Armenian|armscii8
PTCP154|Asian Cyrillic|csptcp154 pt154 cp154 cyrillic-asian
KZ-1048|Kazakh|strk1048-2002 rk1048 cskz1048
hp-roman8|HP Roman 8|roman8 r8 cshproman8
IBM037|EBCDIC, United States|cp037 ebcdic-cp-us ebcdic-cp-ca ebcdic-cp-wt ebcdic-cp-nl csibm037
IBM437|DOS, United States|cp437 437 cspc8codepage437
IBM500|EBCDIC, international|cp500 ebcdic-cp-be ebcdic-cp-ch csibm500
IBM775|DOS, Baltic|cp775 cspc775baltic
IBM850|DOS, Western European|cp850 850 cspc850multilingual
IBM852|DOS, Central European|cp852 852 cspcp852
IBM855|DOS, Cyrillic|cp855 855 csibm855
IBM857|DOS, Turkish|cp857 857 csibm857
IBM00858|DOS, Western European with the euro|ccsid00858 cp00858 cp858 pc-multilingual-850+euro csibm00858
IBM860|DOS, Portuguese|cp860 860 csibm860
IBM861|DOS, Icelandic|cp861 861 cp-is csibm861
IBM862|DOS, Hebrew|cp862 862 cspc862latinhebrew
IBM863|DOS, Canadian French|cp863 863 csibm863
IBM864|DOS, Arabic|cp864 csibm864
IBM865|DOS, Nordic|cp865 865 csibm865
IBM866|DOS, Russian|cp866 866 csibm866
IBM869|DOS, Greek|cp869 869 cp-gr csibm869
IBM1026|EBCDIC, Turkish|cp1026 csibm1026
IBM01140|EBCDIC, United States with the euro|ccsid01140 cp01140 cp1140 ebcdic-us-37+euro csibm01140
IBM1047|EBCDIC, open systems|ibm-1047 csibm1047
CESU-8|Unicode, with surrogates one by one|cscesu8 cscesu-8
SCSU|Unicode, compressed|csscsu
BOCU-1|Unicode, compressed|csbocu1 csbocu-1
`;

/** The encodings that text files are in, the most used first. */
export const ENCODINGS: readonly Encoding[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [name = '', title = '', aliases = ''] = line.split('|');
    return { name, title, aliases: aliases.split(' ') };
  });

const BY_NAME: ReadonlyMap<string, Encoding> = new Map(
  ENCODINGS.flatMap((encoding) =>
    [encoding.name.toLowerCase(), ...encoding.aliases].map((name) => [name, encoding]),
  ),
);

/** The encoding that a name stands for, be it the preferred one or another, in any case. */
export function encodingByName(name: string): Encoding | undefined {
  return BY_NAME.get(name.toLowerCase());
}
