% Operators of every kind, op/3 and characters: each line is a text, read as queries until it ends, and what they give.
% expect: 220 checks
:- include('../../libraries/prolog/conformity').

c("writeq('$VAR'(-1)).", "'$VAR'(-1).").
c("writeq('$VAR'(-2)).", "'$VAR'(-2).").
c("writeq('$VAR'(x)).", "'$VAR'(x).").
c("writeq('$VAR'('A')).", "'$VAR'('A').").
c("writeq('$VAR'(25)), writeq('$VAR'(26)).", "ZA1.").
c("op(9,fy,pre), op(9,yf,post).", ".").
c("write_canonical(pre 1 post).", "pre(post(1)).").
c("write_canonical(pre post).", "post(pre).").
c("writeq(pre(post(1))).", "pre 1 post.").
c("writeq(post(pre(1))).", "(pre 1)post.").
c("op(0,yf,post), op(9,yfx,mid).", ".").
c("write_canonical(pre 1 mid 2).", "pre(mid(1,2)).").
c("writeq(pre(mid(1,2))).", "pre 1 mid 2.").
c("writeq(mid(pre(1),2)).", "(pre 1)mid 2.").
c("op(0,yfx,mid), op(0,fy,pre), op(9,yf,post), op(9,xfy,right).", ".").
c("write_canonical(1 right 2 post).", "right(1,post(2)).").
c("writeq(right(1,post(2))).", "1 right 2 post.").
c("writeq(post(right(1,2))).", "(1 right 2)post.").
c("op(0,xfy,right), op(0,yf,post).", ".").
c("op(0,xfy,:-), (current_op(_,xfx,:-) -> write(yes) ; write(no)), op(1200,xfx,:-).", "no.").
c("op(0,xfy,',').", "permission_error(modify,operator,',')").
c("op(9,fy,f),op(9,yf,f).", ".").
c("write_canonical(f f 0).", "f(f(0)).").
c("writeq(f(f(0))).", "f f 0.").
c("write_canonical(f 0 f).", "f(f(0)).").
c("write_canonical(0 f f).", "f(f(0)).").
c("write_canonical(f f).", "f(f).").
c("op(0,fy,f), op(0,yf,f).", ".").
c("op(9,fy,both),op(9,yfx,both).", ".").
c("write_canonical(1 both both both 2).", "syntax error").
c("op(0,yfx,both), op(9,xfy,both).", ".").
c("op(0,xfy,both), op(7,fy,both), op(9,yfx,both).", ".").
c("op(0,fy,both), op(0,yfx,both).", ".").
c("atom('.''-''.').", ".").
c("op(0,xfy,'|').", ".").
c("(a|b).", "syntax error").
c("op(0,xfy,.),op(9,yf,.).", ".").
c(".(.).", "existence_error(procedure,('.')/1)").
c("writeq((.)).", "'.'.").
c("op(0,yf,.).", ".").
c("op(0,xfy,.),writeq((.)+(.)).", "'.'+'.'.").
c("set_prolog_flag(double_quotes,chars).", ".").
c("writeq(\"a\").", "[a].").
c("writeq(\"\\z\").", "syntax error").
c("writeq(\"\\0\\\").", "['\\x0\\'].").
c("set_prolog_flag(double_quotes,codes).", ".").
c("X is 10.0** -323,writeq(X).", "1.0e-323.").
c("1.0e-323=:=10.0** -323.", ".").
c("-1 = -0x1.", ".").
c("T = t(0b1,0o1,0x1), writeq(T).", "t(1,1,1).").
c("X is 0b1mod 2, write(X).", "1.").
c("op(1105,xfy,'|').", ".").
c("writeq((a-->b,c|d)).", "a-->b,c|d.").
c("writeq([(a|b)]).", "[(a|b)].").
c("writeq([a,(b,c)|[]]).", "[a,(b,c)].").
c("writeq((a|b)).", "a|b.").
c("write_canonical((a|b)).", "'|'(a,b).").
c("writeq('|'(a,b)).", "a|b.").
c("writeq('|').", "'|'.").
c("writeq(f('|')).", "f('|').").
c("writeq([a|'|']).", "[a|'|'].").
c("(a|b) = ';'(X,Y).", "no").
c("op(1000,xfy,'|').", "permission_error(create,operator,'|')").
c("op(1001,yfx,'|').", ".").
c("op(1200,fy,'|').", "permission_error(create,operator,'|')").
c("op(0,xfx,'|').", ".").
c("op(1100,xfy,'|').", ".").
c("op(200,fy,'|').", "permission_error(create,operator,'|')").
c("X/* /*/=7, write(X).", "7.").
c("X/*/*/=7, write(X).", "7.").
c("atom($-).", ".").
c("atom(-$).", ".").
c("op(900, fy, [$]).", ".").
c("write_canonical($a+b).", "$(+(a,b)).").
c("op(0,fy,[$]).", ".").
c("\\ .", "existence_error(procedure,(\\)/0)").
c("char_code(C,0), writeq(C).", "'\\x0\\'.").
c("write_canonical(A+A).", "+(A,A).").
c("writeq(0'\\z).", "syntax error").
c("char_code('\\^',X).", "syntax error").
c("writeq(0'\\c).", "syntax error").
c("writeq(0'\\ ).", "syntax error").
c("writeq(nop (1)).", "syntax error").
c("op(400,fx,f).", ".").
c("writeq(f/*.*/(1,2)).", "f (1,2).").
c("writeq(f (1,2)).", "f (1,2).").
c("1 = f.", "no").
c("writeq([f]), writeq(f(f)), writeq(f f).", "[f]f (f)f (f).").
c("op(0,fx,f).", ".").
c("write_canonical(a- - -b).", "-(a,-(-(b))).").
c("op(699,xf,>).", "permission_error(create,operator,>)").
c("writeq(>(>(a),b)).", ">(a)>b.").
c("a> >b.", "syntax error").
c("a> =b.", "syntax error").
c("a>,b.", "syntax error").
c("a>.", "syntax error").
c("op(9,yfx,[bow,bo,b,op,xor]).", ".").
c("writeq(0bow 2).", "0 bow 2.").
c("writeq(0bo 2).", "0 bo 2.").
c("writeq(0b 2).", "0 b 2.").
c("writeq(0op 2).", "0 op 2.").
c("writeq(0xor 2).", "0 xor 2.").
c("op(0,yfx,[bow,bo,b,op]), op(500,yfx,xor).", ".").
c("writeq('^`').", "'^`'.").
c("op(9,yf,[b2,o8]).", ".").
c("writeq(0b2).", "0 b2.").
c("writeq(0o8).", "0 o8.").
c("op(0,yf,[b2,o8]).", ".").
c("op(500,xfy,{}).", "permission_error(create,operator,{})").
c("op(500,xfy,[]).", "permission_error(create,operator,[])").
c("op(500,xfy,'[]').", "permission_error(create,operator,[])").
c("op(500,xfy,[[]]).", "permission_error(create,operator,[])").
c("op(500,xfy,[{}]).", "permission_error(create,operator,{})").
c("op(500,xfy,['|']).", "permission_error(create,operator,'|')").
c("op(500,fy,['|']).", "permission_error(create,operator,'|')").
c("op(_,xfx,f).", "instantiation_error").
c("op(200,_,f).", "instantiation_error").
c("op(200,xfx,_).", "instantiation_error").
c("op(1201,xfx,f).", "domain_error(operator_priority,1201)").
c("op(-1,xfx,f).", "domain_error(operator_priority,-1)").
c("op(a,xfx,f).", "type_error(integer,a)").
c("op(1.0,xfx,f).", "type_error(integer,1.0)").
c("op(200,1,f).", "type_error(atom,1)").
c("op(200,xyz,f).", "domain_error(operator_specifier,xyz)").
c("op(200,xfx,1).", "type_error(list,1)").
c("op(200,xfx,f(a)).", "type_error(list,f(a))").
c("op(200,xfx,\"ab\").", "type_error(atom,97)").
c("op(200,xf,-).", "permission_error(create,operator,-)").
c("op(200,yf,mod).", "permission_error(create,operator,mod)").
c("op(9,xf,po), catch(op(9,xfx,po),error(E,_),writeq(E)).", "permission_error(create,operator,po).").
c("op(0,xf,po).", ".").
c("op(0,xfx,po).", ".").
c("writeq('\\b\\r\\f\\t\\n').", "'\\b\\r\\f\\t\\n'.").
c("writeq('\\v\\a').", "'\\v\\a'.").
c("writeq(0B1).", "syntax error").
c("op(20,fx,--), writeq(--(a)).", "--a.").
c("op(0,fx,--), writeq(--(a)).", "--(a).").
c("writeq(0xamod 2).", "10 mod 2.").
c("writeq(00'+'1).", "0+1.").
c("writeq(00'a).", "syntax error").
c("writeq('\\^J').", "syntax error").
c("writeq([(a,b)]).", "[(a,b)].").
c("writeq(1 = \\\\).", "1= \\\\.").
c("writeq(1 = \\\\ ).", "1= \\\\.").
c("writeq((,)).", "syntax error").
c("writeq({[}).", "syntax error").
c("writeq({(}).", "syntax error").
c("writeq([a,b|c]).", "[a,b|c].").
c("[] = '[]'.", ".").
c("op(300,fy,~).", ".").
c("writeq(~ (a = b)).", "~ (a=b).").
c("writeq(~(a=b)).", "~ (a=b).").
c("writeq(~(-a)).", "~ -a.").
c("writeq(~(~a)).", "~ ~a.").
c("writeq(~(~)).", "~ (~).").
c("op(0,fy,~).", ".").
c("writeq(\\ (a = b)).", "\\ (a=b).").
c("writeq(+ (a = b)).", "+ (a=b).").
c("writeq([/**/]).", "[].").
c("writeq(.+).", ".+.").
c("writeq({a,b}).", "{a,b}.").
c("writeq({\\+ (}).", "syntax error").
c("Finis ().", "syntax error").
c("writeq(f()).", "syntax error").
c("writeq([a|\\+2]).", "[a|\\+2].").
c("writeq((a)(b)).", "syntax error").
c("writeq('%').", "'%'.").
c("writeq({[y]}).", "{[y]}.").
c("(>)(1,2).", "syntax error").
c("writeq(- 1).", "-1.").
c("writeq(-1).", "-1.").
c("writeq(1 - 1).", "1-1.").
c("writeq(1 -1).", "1-1.").
c("writeq(a-1).", "a-1.").
c("writeq(a-(-1)).", "a- -1.").
c("writeq(a- (-1)).", "a- -1.").
c("writeq(a-(-(1))).", "a- - (1).").
c("writeq(a-(-a)).", "a- -a.").
c("writeq(1*(-1)).", "1* -1.").
c("writeq((-1)^2).", "-1^2.").
c("writeq(-1^2).", "-1^2.").
c("writeq(-(1)^2).", "(- (1))^2.").
c("writeq((-(1))^2).", "(- (1))^2.").
c("writeq((-a)^2).", "(-a)^2.").
c("writeq(-a^2).", "-a^2.").
c("writeq(-(2)).", "- (2).").
c("writeq(-(2.0)).", "- (2.0).").
c("writeq(-(-(2.0))).", "- - (2.0).").
c("writeq(\\ 1).", "\\1.").
c("writeq(\\ (-1)).", "\\ -1.").
c("writeq(\\ (-(1))).", "\\ - (1).").
c("writeq(\\ \\ 1).", "\\ \\1.").
c("writeq(\\+a).", "\\+a.").
c("writeq(\\+ (a,b)).", "\\+ (a,b).").
c("writeq(\\+ [a]).", "\\+[a].").
c("writeq(\\+ (\\+)).", "\\+ (\\+).").
c("writeq(+(-)).", "+ (-).").
c("writeq(-(+)).", "- (+).").
c("writeq(-(\\)).", "- (\\).").
c("writeq([-|-]).", "[-|-].").
c("writeq([-,-]).", "[-,-].").
c("writeq({-}).", "{-}.").
c("writeq((-,-)).", "(-),(-).").
c("writeq(f(-,:-)).", "f(-,:-).").
c("writeq(- - 1).", "- -1.").
c("writeq(- (:-)).", "- (:-).").
c("writeq((:- :- a)).", "syntax error").
c("writeq(:-(:-(a))).", ":- (:-a).").
c("writeq((:- a,b)).", ":-a,b.").
c("writeq([(:- a)]).", "[(:-a)].").
c("writeq([a:-b]).", "[(a:-b)].").
c("writeq([(a:-b)]).", "[(a:-b)].").
c("writeq([(a:-b),(c-->d)]).", "[(a:-b),(c-->d)].").
c("writeq(f((a:-b))).", "f((a:-b)).").
c("writeq(f((a,b))).", "f((a,b)).").
c("writeq(f((a;b))).", "f((a;b)).").
c("writeq(f((:-))).", "f(:-).").
c("writeq((a,b)).", "a,b.").
c("writeq((a;b)).", "a;b.").
c("writeq((a->b;c)).", "a->b;c.").
