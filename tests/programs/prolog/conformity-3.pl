% Terms as they are read and written: each line is a text, read as queries until it ends, and what they give.
% expect: 214 checks
:- include('../../libraries/prolog/conformity').

c("writeq((a:-b;c->d,e)).", "a:-b;c->d,e.").
c("writeq((a=b)=c).", "(a=b)=c.").
c("writeq(a=(b=c)).", "a=(b=c).").
c("writeq((a:-b):-c).", "(a:-b):-c.").
c("writeq((a,b),c).", "domain_error(stream_or_alias,(a,b))").
c("writeq(((a,b),c)).", "(a,b),c.").
c("writeq((a,(b,c))).", "a,b,c.").
c("writeq(((a;b);c)).", "(a;b);c.").
c("writeq(((a->b)->c)).", "(a->b)->c.").
c("writeq(1-(2-3)).", "1-(2-3).").
c("writeq((1-2)-3).", "1-2-3.").
c("writeq(2^(3^4)).", "2^3^4.").
c("writeq((2^3)^4).", "(2^3)^4.").
c("writeq(2**3).", "2**3.").
c("writeq((2**3)**4).", "(2**3)**4.").
c("writeq(a:b:c).", "a:b:c.").
c("writeq((a:b):c).", "(a:b):c.").
c("writeq(a mod b).", "a mod b.").
c("writeq(mod(1)).", "mod(1).").
c("writeq(1 mod (2 mod 3)).", "1 mod (2 mod 3).").
c("writeq(1 rem -1).", "1 rem -1.").
c("writeq(a is b).", "a is b.").
c("writeq(a=..b).", "a=..b.").
c("writeq(a=:=b).", "a=:=b.").
c("writeq(a\\==b).", "a\\==b.").
c("writeq(a@<b).", "a@<b.").
c("writeq(- mod 2).", "(-)mod 2.").
c("writeq((-)mod(-)).", "(-)mod(-).").
c("writeq(mod-mod).", "(mod)-(mod).").
c("writeq([mod]).", "[mod].").
c("writeq(mod).", "mod.").
c("writeq(f(mod,is)).", "f(mod,is).").
c("writeq(is=is).", "(is)=(is).").
c("writeq(dynamic).", "dynamic.").
c("writeq((dynamic)=a).", "(dynamic)=a.").
c("writeq((:- dynamic a/1)).", ":-dynamic a/1.").
c("writeq(dynamic a).", "dynamic a.").
c("writeq([dynamic]).", "[dynamic].").
c("writeq({dynamic}).", "{dynamic}.").
c("writeq(f(',')).", "f(',').").
c("writeq(',').", "','.").
c("writeq((',')=a).", "(',')=a.").
c("writeq(','(a)).", "','(a).").
c("writeq(','(a,b,c)).", "','(a,b,c).").
c("writeq('|'(a)).", "'|'(a).").
c("writeq([',']).", "[','].").
c("writeq(['|']).", "['|'].").
c("writeq('!').", "!.").
c("writeq(!=a).", "!=a.").
c("writeq((!,a)).", "!,a.").
c("writeq((!;a)).", "!;a.").
c("writeq(;).", ";.").
c("writeq((;)=a).", "(;)=a.").
c("writeq([;]).", "[;].").
c("writeq(';'(a)).", ";(a).").
c("writeq([]).", "[].").
c("writeq('[]').", "[].").
c("writeq({}).", "{}.").
c("writeq('{}').", "{}.").
c("writeq('{}'(a)).", "{a}.").
c("writeq({}(a)).", "{a}.").
c("writeq('{}'(a,b)).", "{}(a,b).").
c("writeq('[]'(a)).", "[](a).").
c("writeq('.').", "'.'.").
c("writeq('.'(a)).", "'.'(a).").
c("writeq('.'(a,b)).", "[a|b].").
c("writeq('.'(a,[])).", "[a].").
c("writeq('. ').", "'. '.").
c("writeq(a.b).", "syntax error").
c("writeq('a b').", "'a b'.").
c("writeq('A').", "'A'.").
c("writeq('_a').", "'_a'.").
c("writeq('1a').", "'1a'.").
c("writeq('a1').", "a1.").
c("writeq('aB_1').", "aB_1.").
c("writeq('').", "''.").
c("writeq('\\\\').", "\\.").
c("writeq(\\).", "\\.").
c("writeq('^').", "^.").
c("writeq('a\\\\b').", "'a\\\\b'.").
c("writeq('a''b').", "'a\\'b'.").
c("writeq('a\"b').", "'a\"b'.").
c("writeq(\"a'b\").", "\"a'b\".").
c("writeq('a`b').", "'a`b'.").
c("writeq('é').", "é.").
c("writeq('É').", "'É'.").
c("writeq('α').", "α.").
c("writeq('a\\x20\\b').", "'a b'.").
c("writeq('\\x7f\\').", "'\\x7F\\'.").
c("writeq('\\xa0\\').", "'\\xA0\\'.").
c("writeq('\\x3b1\\').", "α.").
c("writeq(@).", "@.").
c("writeq('#').", "#.").
c("writeq('&').", "&.").
c("writeq('~').", "~.").
c("writeq('?').", "?.").
c("writeq('$').", "$.").
c("writeq('$a').", "'$a'.").
c("writeq('a$').", "'a$'.").
c("writeq(- ( 1)).", "- (1).").
c("writeq(-(1)+2).", "- (1)+2.").
c("writeq(1+ -(1)).", "1+ - (1).").
c("writeq(1 + (- 1)).", "1+ -1.").
c("writeq(1 - (- (1))).", "1- - (1).").
c("writeq(1.0).", "1.0.").
c("writeq(-1.0).", "-1.0.").
c("writeq(- 1.0).", "-1.0.").
c("writeq(1.0e-10).", "1.0e-10.").
c("writeq(123456789.0).", "123456789.0.").
c("writeq(1000000000000000.0).", "1.0e+15.").
c("writeq(1.0e15).", "1.0e+15.").
c("writeq(1.0e16).", "1.0e+16.").
c("writeq(1.0e17).", "1.0e+17.").
c("writeq(1.0e22).", "1.0e+22.").
c("writeq(0.1).", "0.1.").
c("writeq(0.0001).", "0.0001.").
c("writeq(0.00001).", "1.0e-5.").
c("writeq(-0.0).", "-0.0.").
c("writeq(3.0e-5).", "3.0e-5.").
c("writeq(1.5E3).", "1500.0.").
c("writeq(1.0Inf).", "1.0Inf.").
c("writeq(0'a).", "97.").
c("writeq(0' ).", "32.").
c("writeq(0''a).", "syntax error").
c("writeq(0'\\n).", "10.").
c("writeq(0'\\\\).", "92.").
c("writeq(0'\\').", "39.").
c("writeq(0'\").", "34.").
c("writeq(0'\\\").", "34.").
c("writeq(0'`).", "96.").
c("writeq(0'\\`).", "96.").
c("writeq(0x1F).", "31.").
c("writeq(0o17).", "15.").
c("writeq(0b101).", "5.").
c("writeq(0xg).", "syntax error").
c("writeq(1 000).", "1000.").
c("writeq(1_000).", "1000.").
c("X = \"abc\", writeq(X).", "\"abc\".").
c("X = \"a\"\"b\", atom_codes(Y,X), writeq(Y).", "'a\"b'.").
c("X = \"a\\\nb\", atom_codes(Y,X), writeq(Y).", "ab.").
c("writeq(a/* c */).", "a.").
c("writeq(a/* c *//b).", "a/b.").
c("writeq(a % c\n ).", "a.").
c("writeq(a)/* unterminated .", "syntax error").
c("writeq([a|b|c]).", "syntax error").
c("writeq([a,|b]).", "syntax error").
c("writeq([|a]).", "syntax error").
c("writeq([,a]).", "syntax error").
c("writeq([a,]).", "syntax error").
c("writeq([a b]).", "syntax error").
c("writeq((a b)).", "syntax error").
c("writeq(a b).", "syntax error").
c("writeq(f(a,)).", "syntax error").
c("writeq(f(,a)).", "syntax error").
c("writeq(f(a b)).", "syntax error").
c("writeq(f(a)).", "f(a).").
c("writeq(f (a)).", "syntax error").
c("writeq(- (a)).", "-a.").
c("writeq(-(a,b)).", "a-b.").
c("writeq(- (a,b)).", "- (a,b).").
c("writeq(+(a,b)).", "a+b.").
c("writeq(*(a)).", "*(a).").
c("writeq(*(a,b)).", "a*b.").
c("writeq(= (a,b)).", "syntax error").
c("writeq({a}(b)).", "syntax error").
c("writeq([a](b)).", "syntax error").
c("writeq('a'(b)).", "a(b).").
c("writeq(X(b)).", "syntax error").
c("writeq(1(b)).", "syntax error").
c("writeq(\"a\"(b)).", "syntax error").
c("writeq(a:- b).", "a:-b.").
c("writeq(:- a).", ":-a.").
c("writeq(a-->b).", "a-->b.").
c("writeq(f(:- a)).", "f((:-a)).").
c("writeq(f(a:-b)).", "f((a:-b)).").
c("writeq([a:-b|c]).", "[(a:-b)|c].").
c("writeq({a:-b}).", "{a:-b}.").
c("writeq({:-}).", "{:-}.").
c("writeq((a:-b:-c)).", "syntax error").
c("writeq(a=b=c).", "syntax error").
c("writeq(a<b<c).", "syntax error").
c("writeq(- - - a).", "- - -a.").
c("writeq(\\+ \\+ a).", "\\+ \\+a.").
c("writeq(a = \\+).", "a=(\\+).").
c("writeq(\\+ = a).", "syntax error").
c("writeq(\\+ (=)).", "\\+ (=).").
c("writeq(= = =).", "(=)=(=).").
c("writeq((=)=(=)).", "(=)=(=).").
c("writeq([=]).", "[=].").
c("writeq([=,=]).", "[=,=].").
c("writeq(f(=)).", "f(=).").
c("writeq(f(=,=)).", "f(=,=).").
c("writeq((=)).", "=.").
c("writeq(=).", "=.").
c("writeq(- =).", "syntax error").
c("writeq(-(=)).", "- (=).").
c("writeq([- = a]).", "[(-)=a].").
c("writeq(- = a).", "(-)=a.").
c("writeq(:- = a).", "syntax error").
c("writeq(\\ = a).", "(\\)=a.").
c("writeq(a = :-).", "a=(:-).").
c("writeq(:- :- :-).", "syntax error").
c("writeq((a , b)).", "a,b.").
c("writeq(a , b).", "existence_error(stream,a)").
c("writeq(1.e).", "syntax error").
c("writeq(1.).", "syntax error").
c("writeq(a).b.", "syntax error").
c("writeq(a).%c", "a.").
c("writeq(a)\n.", "a.").
c("writeq(a) .", "a.").
c("a b.", "syntax error").
c("X.", "instantiation_error").
c("123.", "type_error(callable,123)").
c("\"abc\".", "type_error(callable,\"abc\")").
