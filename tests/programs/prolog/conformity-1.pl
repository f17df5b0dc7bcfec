% Tokens, prefix operators and numbers: each line is a text, read as queries until it ends, and what they give.
% expect: 230 checks
:- include('../../libraries/prolog/conformity').

c("writeq('\\n').", "'\\n'.").
c("'", "syntax error").
c(")", "syntax error").
c(")\n'", "syntax error").
c(".", "syntax error").
c("writeq('\t').", "'\\t'.").
c("writeq('\n').", "'\\n'.").
c("writeq('\\\n').", "''.").
c("writeq('\\\na').", "a.").
c("writeq('a\\\nb').", "ab.").
c("writeq('a\\\n b').", "'a b'.").
c("writeq('\\ ').", "syntax error").
c("writeq('\\ \n').", "syntax error").
c("writeq('\\\t').", "syntax error").
c("writeq('\\t').", "'\\t'.").
c("writeq('\\a').", "'\\a'.").
c("writeq('\\7\\').", "'\\a'.").
c("writeq('\\ca').", "a.").
c("writeq('\\d').", "syntax error").
c("writeq('\\e').", "'\\x1B\\'.").
c("writeq('\\033\\').", "'\\x1B\\'.").
c("writeq('\\0\\').", "'\\x0\\'.").
c("char_code('\\e',C), write(C).", "27.").
c("char_code('\\d',C).", "syntax error").
c("writeq('\\u1').", "syntax error").
c("X = 0'\\u1.", "syntax error").
c("writeq('\nwriteq(.", "syntax error").
c("'\\\n''.", "syntax error").
c("X = 0'\\. .", "syntax error").
c("X = 0'\\.", "syntax error").
c("writeq((-)-(-)).", "(-)-(-).").
c("writeq(((:-):-(:-))).", "(:-):-(:-).").
c("writeq((*)=(*)).", "(*)=(*).").
c("writeq([:-,-]).", "[:-,-].").
c("writeq(f(*)).", "f(*).").
c("writeq(a*(b+c)).", "a*(b+c).").
c("writeq(f(;,'|',';;')).", "f(;,'|',';;').").
c("writeq([.,.(.,.,.)]).", "['.','.'('.','.','.')].").
c("writeq((a:-b,c)).", "a:-b,c.").
c("write_canonical([a]).", "[a].").
c("writeq('/*').", "'/*'.").
c("writeq(//*).", "//*.").
c("writeq(//*.*/).", "//*.*/.").
c("writeq('/**').", "'/**'.").
c("writeq('*/').", "*/.").
c("\"\\'\\`\\\"\" = \"'`\"\"\".", ".").
c("\"\\'\\\"\" = \"'\"\"\".", ".").
c("\"\\`\" = \"`\".", ".").
c("'\\'\\`\\\"' = '''`\"'.", ".").
c("writeq('\\'\\`\\\"\\\"').", "'\\'`\"\"'.").
c("('\\\\') = (\\).", ".").
c("op(1,xf,done), write(done).", "done.").
c("1xf1 = done(X), write(X).", "syntax error").
c("X = 0X1.", "syntax error").
c("float(.0).", "syntax error").
c("op(100,xfx,.), write(ok).", "ok.").
c("op(0,xfx,.), write(ok).", "ok.").
c("float(- .0).", "syntax error").
c("float(1E9).", ".").
c("integer(1e).", "syntax error").
c("op(9,xf,e9), write(ok).", "ok.").
c("1e9 = e9(X), write(X).", "no").
c("op(9,xf,e), write(ok).", "ok.").
c("1e-9 = -(e(1),9).", "no").
c("1.0e- 9 = -(e(1.0),9).", ".").
c("writeq(1e).", "1 e.").
c("writeq(1.0e).", "1.0 e.").
c("op(0,xf,e), op(9,xfy,e).", ".").
c("1.2e 3 = e(X,Y), writeq(X/Y).", "1.2/3.").
c("op(0,xfy,e).", ".").
c("writeq(1.0e10).", "10000000000.0.").
c("writeq(1.0e100).", "1.0e+100.").
c("float(1.0ee9).", "syntax error").
c("(- (1)) = -(1).", ".").
c("(- -1) = -(-1).", ".").
c("(- 1^2) = ^(-1,2).", ".").
c("integer(- 1).", ".").
c("integer('-'1).", ".").
c("integer('-' 1).", ".").
c("integer(- /*.*/1).", ".").
c("integer(-/*.*/1).", "syntax error").
c("integer('-'/*.*/1).", ".").
c("atom(-/*.*/-).", ".").
c("op(0,fy,-).", ".").
c("integer(-1).", ".").
c("writeq([-]).", "[-].").
c("writeq(-(1)).", "-(1).").
c("writeq(-(a)).", "-(a).").
c("op(200,fy,-).", ".").
c("writeq(-(-(1))).", "- - (1).").
c("writeq(-(-1)).", "- -1.").
c("writeq(-(1^2)).", "- (1^2).").
c("writeq(-(a^2)).", "-a^2.").
c("writeq(-((a,b))).", "- (a,b).").
c("writeq(-(1*2)).", "- (1*2).").
c("writeq(-a).", "-a.").
c("writeq(-(-)).", "- (-).").
c("writeq(-[-]).", "-[-].").
c("writeq(-both(c)).", "-both(c).").
c("writeq(-{}).", "-{}.").
c("writeq(-{a}).", "-{a}.").
c("writeq(-(-a)).", "- -a.").
c("writeq(-(-(-a))).", "- - -a.").
c("writeq(-(-(-(1)))).", "- - - (1).").
c("op(100,yfx,~).", ".").
c("writeq(-(1~2~3)).", "- (1~2~3).").
c("writeq(1~2).", "1~2.").
c("op(0,yfx,~).", ".").
c("op(9,xfy,.).", ".").
c("writeq(-[1]).", "-[1].").
c("op(0,xfy,.).", ".").
c("op(9,xf,'$VAR').", ".").
c("writeq(- '$VAR'(0)).", "-A.").
c("writeq('$VAR'(0)).", "A.").
c("op(0,xf,'$VAR').", ".").
c("op(1,yf,again).", ".").
c("{-1 again}={again(X)}, writeq(X).", "-1.").
c("compound(+1).", ".").
c("compound(+ 1).", ".").
c("writeq(+ 1^2).", "+1^2.").
c("writeq(+((1*2)^3)).", "+ (1*2)^3.").
c("op(0,fy,+).", ".").
c("op(200,fy,+).", ".").
c("writeq([+{a},+[]]).", "[+{a},+[]].").
c("[(:-)|(:-)]=[:-|:-].", ".").
c("X=[a|b,c].", "syntax error").
c("op(1000,xfy,',').", "permission_error(modify,operator,',')").
c("op(1001,xfy,',').", "permission_error(modify,operator,',')").
c("op(999,xfy,'|').", "permission_error(create,operator,'|')").
c("X=[a|b].", ".").
c("X = [(a|b)].", ".").
c("[a|[]]=[a].", ".").
c("X = [a|b|c].", "syntax error").
c("var(a:-b).", "no").
c(":- = :- .", "syntax error").
c("- = - .", ".").
c("* = * .", ".").
c("current_op(200,fy,-).", ".").
c("current_op(200,fy,+).", ".").
c("{- - c}={-(-(c))}.", ".").
c("(- -) = -(-).", ".").
c("(- - -) = -(-(-)).", ".").
c("(- - - -) = -(-(-(-))).", ".").
c("{:- :- c} = {:-(:-,c)}.", "syntax error").
c("{- = - 1}={(-(=)) - 1}.", "no").
c("write_canonical((- = - 1)).", "=(-,-1).").
c("write_canonical((- = -1)).", "=(-,-1).").
c("write_canonical((-;)).", "syntax error").
c("write_canonical((-;-)).", ";(-,-).").
c("write_canonical((:-;-)).", "syntax error").
c("write_canonical((;-;-)).", "syntax error").
c("write_canonical((a;-)).", ";(a,-).").
c("[:- -c] = [(:- -c)].", ".").
c("writeq([a,b|,]).", "syntax error").
c("X = {,}.", "syntax error").
c("{1} = {}(X), write(X).", "1.").
c("write_canonical({1}).", "{}(1).").
c("'[]'(1) = [ ](X), write(X).", "1.").
c("X = [] (1).", "syntax error").
c("op(100,yfy,op).", "domain_error(operator_specifier,yfy)").
c("'''' = '\\''.", ".").
c("a = '\\141\\'.", ".").
c("a = '\\141'.", ".").
c("X = '\\141\\141', X = a141.", ".").
c("X = '\\9'.", "syntax error").
c("X = '\\N'.", "syntax error").
c("X = '\\\\'.", ".").
c("X = '\\77777777777\\'.", "syntax error").
c("a = '\\x61\\'.", ".").
c("atom_codes('\\xG\\',Cs).", "syntax error").
c("atom_codes('\\xG1\\',Cs).", "syntax error").
c("atom(`).", "syntax error").
c("atom(`+).", "syntax error").
c("atom(`\n`).", "no").
c("X =`a`.", ".").
c("integer(0'\\').", ".").
c("integer(0''').", ".").
c("0''' = 0'\\'.", ".").
c("integer(0'').", ".").
c("op(100,xf,'').", ".").
c("(0 '') = ''(X), write(X).", "0.").
c("writeq(0 '').", "0 ''.").
c("writeq(0'').", "39.").
c("op(0,xf,''), op(100,xfx,'').", ".").
c("functor(0 ''1, F, A), writeq(F/A).", "('')/2.").
c("functor(0''1, F, A), writeq(F/A).", "syntax error").
c("op(0,xfx,''), op(100,xf,f).", ".").
c("writeq(0'f').", "syntax error").
c("writeq(0'f'f').", "102 f.").
c("writeq(0'ff).", "102 f.").
c("writeq(0f).", "0 f.").
c("op(0,xf,f), op(100,xf,'f ').", ".").
c("writeq(0 'f ').", "0 'f '.").
c("op(0,xf,'f ').", ".").
c("X = 2'1.", ".").
c("op(100,xfx,'2 ').", ".").
c("functor(2'2 'y, F, A), writeq(F/A).", "('2 ')/2.").
c("functor(2 '2 'y, F, A), writeq(F/A).", "('2 ')/2.").
c("op(0,xfx,'2 ').", ".").
c("X =0'\\x41\\ , write(X).", "65.").
c("X =0'\\x41\\, write(X).", "65.").
c("X =0'\\x1\\, write(X).", "1.").
c("X is 16'mod'2, write(X).", "0.").
c("X is 37'mod'2, write(X).", "1.").
c("X is 0'mod'1, write(X).", "syntax error").
c("X is 1'+'1, write(X).", "2.").
c("X is 1'\\\n+'1, write(X).", "2.").
c("X is 0'\\\n+'1, write(X).", "syntax error").
c("X = 0'\\\n+'/*'. %*/1.", "syntax error").
c("X = 0'\\\na.", "syntax error").
c("X is 0'\\", "syntax error").
c("X = 0'\\\n.\\", "syntax error").
c("op(100,fx,' to').", ".").
c("writeq(' to' '2 ').", "' to' '2 '.").
c("writeq(' to'[]).", "' to'[].").
c("op(0,fx,' to').", ".").
c("op(1,xf,done), write(done).", "done.").
c("{- =done}, write(done).", "existence_error(procedure,{}/1)").
c("{- =done}={done(X)}, write(X).", "no").
c("writeq(- (a*b)).", "- (a*b).").
c("writeq(\\ (a*b)).", "\\ (a*b).").
c("current_op(P,xfy,.).", "no").
c("op(100,xfy,.).", ".").
c("writeq(1 .2).", "1 '.' 2.").
c("writeq([1]).", "[1].").
c("writeq(-[1|2]).", "-[1|2].").
c("X = 1.e.", ".").
c("op(0,xfy,.).", ".").
c("write_canonical('$VAR'(0)).", "'$VAR'(0).").
c("write_term('$VAR'(0),[]).", "$VAR(0).").
