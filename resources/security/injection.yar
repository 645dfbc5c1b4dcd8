/*
  Text that is made to be run by a database, a browser, a shell or a template engine. Each field's text stands on lines
  of its own, decoded from JSON.
*/

rule sql_injection
{
  meta:
    description = "Looks like SQL put into a value"
    prefilter = "union[^a-z0-9_]{1,12}(all|distinct)?[^a-z]{0,12}select|['\"`)\\d\\]]([\\s+]|/\\*[^*]*\\*/|%20)*(or|and|xor|\\|\\||&&|having|where|[,;*+-])[\\s+!~(]*(not)?[\\s+!~(%20]*['\"`]?[\\w.@%]*['\"`)]*[\\s+]*([=<>!(]|like|rlike|regexp|in\\b|between|is\\b)|['\"`)]\\s*(or|and|xor|\\|\\||&&)\\s*['\"`(]*(\\d|true|false|null)|['\"`)\\d]\\)*\\s*;?\\s*(--|#|/\\*|;%00)[\\s\\-+]*\\n|['\"`);]\\)*\\s*;?\\s*(drop|insert|delete|update|exec|declare|waitfor|shutdown|create|truncate|alter|select|begin|if\\b|group|order|having|union|into|procedure|limit|goto)|by[\\s+]+\\(?-?\\d+\\)?\\s*(--|#|/\\*|,|;|\\n)|select[\\s+(]+[^\\n]*[\\s+)]from[\\s+(]|select[\\s+(]+(@@|[\\w.]*\\(|\\*|case|char|null|\\d)|waitfor|sleep\\s*\\(|benchmark\\s*\\(|dbms_|xp_|sp_|utl_|openrowset|opendatasource|load_file|into\\s+(out|dump)file|extractvalue|updatexml|make_set|aes_decrypt|group_concat|concat_ws|information_schema|mysql\\.|sysobjects|syscolumns|sysdatabases|sysusers|pg_|all_tab|user_tables|sqlite_master|msysobjects|master\\.\\.|sys\\.|@@|0x[0-9a-f]|(char|chr)\\s*\\(\\s*\\d|\\$(ne|gt|gte|lt|regex|where|nin|exists)|\\b(or|and|having|where)[\\s+(]+(not[\\s+(]+)?\\d+\\s*[=<>!l]|\\n\\W{0,3}(or|and|having)[\\s+]+['\"(]*[\\w.]*['\"]?\\s*([=<>!]|like|is)"
  strings:
    $union = /union([\s+(]|\/\*[^*]{0,40}\*\/|%0[9a-d]|%20|all|distinct){1,12}select/i
    $and_compare = /['"`)\d\]]([\s+]|\/\*[^*]{0,20}\*\/|%20)*(or|and|xor|\|\||&&|having|where)([\s+!~(]|not|%20)*['"`]?[\w.@%]{1,40}['"`)]*[\s+]*(=|<|>|!=|r?like[\s(]*['"`%\d(]|regexp|in\s*\(|between|is\s+(not\s+)?null)/i
    $and_call = /['"`)\d\]][\s+]*(or|and|xor|\|\||&&|having|where|,|;|-|\+|\*)[\s+!~(]*(not\s+)?(exists|select|ascii|ord|substring|substr|mid|length|len|char|chr|sleep|benchmark|if|iif|case|cast|convert|count|row|bin|hex|version|user|database)\(/i
    $and_word = /['"`)]\s*(or|and|xor|\|\||&&)\s*['"`(]*(\d|true|false|null)/i
    $end_comment = /['"`)]\s*;?\s*(--|#|\/\*|;%00)[\s\-+]*\n/
    $number_comment = /\d\)*\s*(--|#|\/\*)[\s+]*\n/
    $stacked = /;\s*(drop\s+(table|database|user|view)|insert\s+into|delete\s+from|update\s+\w+\s+set|exec(ute)?[\s(]|declare\s+@|waitfor\s+delay|shutdown|create\s+(table|user|function|database|procedure)|truncate\s+table|alter\s+(table|database)|select\s+[\w*@(]|begin\s+(declare|try)|if\s*\()/i
    $quote_keyword = /['"`]\)*\s*;?\s*(exec(ute)?\s+\w+|declare\s+@|select[\s(+]|insert\s+into|update\s+\w+\s+set|delete\s+from|group\s+by|order\s+by|having\s+[\d'"(]|union[\s+(]+(all|select|distinct|\()|into\s+outfile|procedure\s+analyse|limit\s+\d|waitfor\s+(delay|time)|begin\s+(try|declare|goto)|goto\s+\w+)/i
    $paren_keyword = /\)\s*;?\s*(select[\s(+]+[\w@*(]+[\s,(]|order\s+by\s+\d|having\s+\d|union[\s+(]+(all|select|distinct))/i
    $numbers = /\b(or|and|having|where)[\s+(]+(not[\s+(]+)?\d+\s*(=|<|>|!=|like)\s*[\d'"(]/i
    $line_compare = /\n\W{0,3}(or|and|having)[\s+]+['"(]{0,2}[\w.]{0,20}['"]?\s*(=|<|>|!=|like\s*['"%\d]|is\s+(not\s+)?null)/i
    $order_by = /(order|group)[\s+]+by[\s+]+\(?-?\d{1,4}\)?\s*(--|#|\/\*|,|;|\n)/i
    $select_from = /\bselect[\s+(]+[\w*@.,()`'"| +-]{1,120}[\s+)]from[\s+(]+[\w.`\[\]"]+\s*(where\s+[\w.`(]+\s*(=|<|>|like|in|is)|limit\s+\d|order\s+by|group\s+by|having|--|#|\/\*|;|\)|')/i
    $select_call = /\bselect[\s+(]+(@@\w|[\w.]{1,30}\(|\*\s*from|case\s+when|char\s*\(|null\s*,|\d+\s*,)/i
    $delay = /\b(waitfor\s+(delay|time)\s|pg_sleep\s*\(|sleep\s*\(\s*['"_\d]|benchmark\s*\(\s*\d|dbms_(pipe|lock)\.)/i
    $procedure = /\b(xp_(cmdshell|reg\w+|dirtree|fileexist|servicecontrol)|sp_(executesql|oacreate|password|makewebtask|configure)|utl_(http|inaddr|file)|openrowset|opendatasource|load_file\s*\(|into\s+(out|dump)file|extractvalue\s*\(|updatexml\s*\(|make_set\s*\(|aes_decrypt\s*\(|group_concat\s*\(|concat_ws\s*\()/i
    $catalog = /\b(information_schema|mysql\.(user|db)|(from|\.)[\s+(]*(sysobjects|syscolumns|sysdatabases|sysusers)|pg_(user|shadow|database|catalog)|all_tab_columns|user_tables|sqlite_master|msysobjects|master\.\.|sys\.(user|all|tab|database)\w*)/i
    $variable = /@@(version|servername|datadir|hostname|global|basedir|language|spid|microsoftversion|connections|cpu_busy|identity|max_connections)/i
    $hex_string = /\b(concat|char|chr|cast|convert|unhex|like|select|=|,)[\s(]*0x[0-9a-f]{2,}/i
    $char_list = /\b(char|chr)\s*\(\s*\d{1,3}\s*(,\s*\d{1,3}\s*)*\)\s*(\+|\|\||,|\)|=)/i
    $nosql = /\[?["']?\$(ne|gt|gte|lt|regex|where|nin|exists)["']?\]?\s*[:=]/
  condition:
    any of them
}

rule script_injection
{
  meta:
    description = "Looks like markup or script put into a value"
    prefilter = "<\\s*[a-z!/?]|[\"'`\\s/]on[a-z]+\\s*=|(script|mocha)\\s*(:|&colon;|&#|%3a|\\\\)|j\\s*a\\s*v\\s*a\\s*s\\s*c\\s*r\\s*i\\s*p\\s*t\\s*:|data:|document\\s*\\.|window\\s*\\.|location\\s*\\.|string\\s*\\.\\s*from|localstorage|xmlhttprequest|innerhtml|outerhtml|constructor\\s*\\.|parent\\s*\\.\\s*frames|(alert|confirm|prompt|eval|settimeout|setinterval|msgbox|execscript|atob|unescape)\\s*(\\(|`|&|\\\\|%)|\\bexpression(/\\*[^*\\n]*\\*/)?\\(|-moz-binding|behaviou?r\\s*:|@import|url\\s*\\(|&#x?0*[0-9a-f]+;?\\s*&#|\\\\((x|u00)[2-7]|[01]?[0-7])[0-9a-f]*\\\\|%(3c|u003c)|\\[\\]|style\\s*="
  strings:
    $script = /<\s*\/?\s*script[\s>\/:]/i
    $handler = /<[a-z!\/?][^>\n]{0,400}[\s"'\/]on[a-z]{3,30}\s*=/i
    $handler_out = /["'`\s\/](on(load|error|click|dblclick|focus|blur|mouse\w{2,6}|key\w{2,5}|submit|reset|change|select|abort|resize|scroll|toggle|begin|end|pointer\w{2,6}|animation\w{2,9}|transition\w{2,9}|drag\w{0,5}|drop|copy|cut|paste|before\w{3,9}|wheel|message|hashchange|popstate|unload|start|finish|bounce|input|invalid|search|show))\s*=\s*["'`]?[\w$(\[&\\%]/i
    $scheme = /(javascript|vbscript|livescript|mocha)\s*(:|&colon;|&#0*58|&#x0*3a|%3a|\\x3a|\\u003a)/i
    $split_scheme = /j[\s]*a[\s]*v[\s]*a[\s]*s[\s]*c[\s]*r[\s]*i[\s]*p[\s]*t[\s]*:/i
    $data = /data:[\w\/+;,=-]{0,40}(text\/html|image\/svg|javascript|xml|base64,(PHN|PHNj|PHNjcmlwd|PD9))/i
    $active = /<\s*\/?\s*(iframe|object|embed|applet|svg|math|frameset|frame|isindex|marquee|bgsound|layer|ilayer|base|meta|link|style|xml|xss|animate|set|foreignobject|video|audio|keygen|noscript|template|portal|image|import)[\s>\/]/i
    $image = /<\s*(img|input|body|form|button|textarea|table|td|div|p|details|select|br|span|html|b|font)[\s\/][^>\n]{0,300}(src|background|style|formaction|action|dynsrc|lowsrc|autofocus|srcset|poster|xlink|datasrc)\s*=/i
    $dom = /\b(document\s*\.\s*(cookie|write(ln)?|location|domain|body|documentelement|url|vulnerable)|window\s*\.\s*(location|name|open|onerror)|location\s*\.\s*(href|hash|replace|search)|string\s*\.\s*fromcharcode|localstorage|xmlhttprequest|innerhtml|outerhtml|constructor\s*\.\s*constructor|parent\s*\.\s*frames)/i
    $call = /\b(alert|confirm|prompt|eval|settimeout|setinterval|msgbox|execscript|atob|unescape)\s*(\(|`|&lpar;|&#40;|&#x28;|\\u0028|%28|\\x28)\s*['"`\d\w\/&\\%)(\[]/i
    $css = /(\bexpression(\/\*[^*\n]{0,20}\*\/)?\(|-moz-binding|behaviou?r\s*:\s*url|@import\s*['"u]|url\s*\(\s*['"]?\s*javascript)/i
    $entities = /(&#x?0*[0-9a-f]{2,6};?\s*){4}/i
    $escapes = /(\\((x|u00)[2-7][0-9a-f]|0?[4-7][0-7]|1[0-7]{2})){4}|(%(3c|u003c)[\s\/%a-z]{0,6}(script|img|svg|iframe))/i
    $jsfuck = /(\[\]|!\[\]|\+\[\]|\(!\[\]\+\[\]\)){3}/
    $css_animation = /style\s*=\s*['"]?\s*(animation|transition|background|behaviou?r|width|list-style-image|xss)[\w-]*\s*:/i
  condition:
    any of them
}

rule template_injection
{
  meta:
    description = "Asks a template or logging engine to run something"
    prefilter = "\\$\\{|<[?%#!]|\\{\\{"
  strings:
    $jndi = /\$\{[^}\n]{0,60}(jndi|lower:|upper:|env:|sys:|::-)[^}\n]{0,40}[:}]/i
    $server = /<(\?php|%=?|#exec|!--#(exec|include))/i
    $expression = /\{\{[^}\n]{0,80}(constructor|__class__|__globals__|config\.|request\.|self\.|\d\s*\*\s*\d)/i
  condition:
    any of them
}

rule path_traversal
{
  meta:
    description = "Leads out of the folder it should stay in"
    prefilter = "(\\.|%2e)(/|\\\\|%)[^\\n]*(\\.|%2e)(/|\\\\|%)|(\\.\\.|file:/|[=(]|\\bcat[\\s+]|%00)[^\\s\\n]*(/etc/|boot\\.ini|win\\.ini|/proc/)"
  strings:
    $dots = /((\.\.|%2e%2e|\.%2e|%2e\.)(\/|\\|%2f|%5c|%c0%af|%255c)){3}/i
    $secret = /(\.\.|file:\/|[=(]|\bcat[\s+]|%00)[^\s\n]{0,100}(\/etc\/(passwd|shadow|hosts)\b|\bboot\.ini\b|\bwin\.ini\b|\/proc\/self\/environ)/i
  condition:
    any of them
}

rule command_injection
{
  meta:
    description = "Looks like a shell command put into a value"
    prefilter = "(;|\\||&&|`|\\$\\()\\s*(cat|wget|curl|nc|ncat|bash|sh|zsh|powershell|cmd|id|whoami|uname|ping|nslookup|rm|chmod|perl|python)|/dev/(tcp|udp)"
  strings:
    $pipe = /(;|\||&&|`|\$\()\s*(cat|wget|curl|nc|ncat|bash|sh|zsh|powershell|cmd(\.exe)?|id|whoami|uname|ping|nslookup|rm|chmod|perl|python3?)\s+(-|\/|http|[\w.]+\.(sh|pl|py|exe))/i
    $reverse = /\/dev\/(tcp|udp)\/\d/
  condition:
    any of them
}

rule eicar_test_file
{
  meta:
    description = "The test text of virus scanners"
    prefilter = "X5O!P%"
  strings:
    $eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR"
  condition:
    $eicar
}
