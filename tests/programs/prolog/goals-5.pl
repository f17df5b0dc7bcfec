% Clauses and atoms: each line is a goal and what it writes, its solutions (at most six) or its error.
% expect: 144 checks
:- include('../../libraries/prolog/goals').

c("sub_atom(abracadabra,3,L,3,S2)", "L=5, S2=acada").
c("sub_atom(abracadabra,B,2,A,ab)", "B=0, A=9; B=7, A=2").
c("sub_atom('Banana',3,3,_,S2)", "S2=ana").
c("sub_atom('charity',_,3,_,S2)", "S2=cha; S2=har; S2=ari; S2=rit; S2=ity").
c("sub_atom(ab,Start,Length,_,S)", "Start=0, Length=0, S=''; Start=0, Length=1, S=a; Start=0, Length=2, S=ab; Start=1, Length=0, S=''; Start=1, Length=1, S=b; Start=2, Length=0, S=''").
c("sub_atom(Banana,3,2,_,S2)", "instantiation_error").
c("sub_atom(f(a),2,2,_,S2)", "type_error(atom,f(a))").
c("sub_atom('Banana',4,2,_,2)", "type_error(atom,2)").
c("sub_atom('Banana',a,2,_,S2)", "type_error(integer,a)").
c("sub_atom('Banana',4,n,_,S2)", "type_error(integer,n)").
c("sub_atom('Banana',4,_,m,S2)", "type_error(integer,m)").
c("sub_atom('Banana',-1,2,_,S2)", "domain_error(not_less_than_zero,-1)").
c("sub_atom('Banana',1,-2,_,S2)", "domain_error(not_less_than_zero,-2)").
c("sub_atom('Banana',1,_,-2,S2)", "domain_error(not_less_than_zero,-2)").
c("sub_atom('Banana',1.0,_,_,S2)", "type_error(integer,1.0)").
c("sub_atom(abc,B,L,A,f(x))", "type_error(atom,f(x))").
c("sub_atom(abc,B,L,A,abcd)", "false").
c("sub_atom(abc,B,0,A,S)", "B=0, A=3, S=''; B=1, A=2, S=''; B=2, A=1, S=''; B=3, A=0, S=''").
c("sub_atom(aaa,B,L,A,a)", "B=0, L=1, A=2; B=1, L=1, A=1; B=2, L=1, A=0").
c("sub_atom(abc,2,L,2,S)", "false").
c("sub_atom(abc,B,L,A,'')", "B=0, L=0, A=3; B=1, L=0, A=2; B=2, L=0, A=1; B=3, L=0, A=0").
c("sub_atom(abc,1,1,1,S)", "S=b").
c("sub_atom(abc,1,1,0,S)", "false").
c("sub_atom(123,1,1,_,S)", "S='2'").
c("atom_chars('',L)", "L=[]").
c("atom_chars([],L)", "L=['[',']']").
c("atom_chars('''',L)", "L=['\\'']").
c("atom_chars(ant,L)", "L=[a,n,t]").
c("atom_chars(Str,['s','o','p'])", "Str=sop").
c("atom_chars('North',['N'|X])", "X=[o,r,t,h]").
c("atom_chars('soap',['s','o','p'])", "false").
c("atom_chars(X,Y)", "instantiation_error").
c("atom_chars(A,[a,E,c])", "instantiation_error").
c("atom_chars(A,[a,b|L])", "instantiation_error").
c("atom_chars(f(a),L)", "type_error(atom,f(a))").
c("atom_chars(A,iso)", "type_error(list,iso)").
c("atom_chars(A,[a,f(b)])", "type_error(character,f(b))").
c("atom_chars(A,[a,bb])", "type_error(character,bb)").
c("atom_chars(A,[a|b])", "type_error(list,[a|b])").
c("atom_chars(A,['0'])", "A='0'").
c("atom_chars(A,['1','2'])", "A='12'").
c("atom_chars(A,[0'a])", "A=a").
c("atom_chars(abc,[X|b])", "type_error(list,[A|b])").
c("atom_chars(abc,foo)", "type_error(list,foo)").
c("atom_chars(abc,[1,2])", "type_error(character,1)").
c("atom_chars(123,L)", "L=['1','2','3']").
c("atom_codes('',L)", "L=[]").
c("atom_codes(ant,L)", "L=[97,110,116]").
c("atom_codes(X,Y)", "instantiation_error").
c("atom_codes(f(a),L)", "type_error(atom,f(a))").
c("atom_codes(X,0'x)", "type_error(list,120)").
c("atom_codes(A,[0'i,0's,-1])", "representation_error(character_code)").
c("atom_codes(A,[0'i,X])", "instantiation_error").
c("atom_codes(A,[0'i|X])", "instantiation_error").
c("atom_codes(A,[a,b])", "A=ab").
c("atom_codes(A,[a,bb])", "type_error(integer,a)").
c("atom_codes(A,[f(x)])", "type_error(integer,f(x))").
c("atom_codes(A,[55555555555])", "representation_error(character_code)").
c("atom_codes(123,L)", "L=[49,50,51]").
c("char_code('b',X)", "X=98").
c("char_code(X,0'c)", "X=c").
c("char_code(X,163)", "X=£").
c("char_code(b,0'b)", "true").
c("char_code(X,Y)", "instantiation_error").
c("char_code(ab,X)", "type_error(character,ab)").
c("char_code(1,X)", "type_error(character,1)").
c("char_code(X,a)", "type_error(integer,a)").
c("char_code(X,-2)", "representation_error(character_code)").
c("char_code(X,1114112)", "representation_error(character_code)").
c("char_code(a,b)", "type_error(integer,b)").
c("char_code(f(x),Y)", "type_error(character,f(x))").
c("char_code(a,-1)", "representation_error(character_code)").
c("number_chars(33,L)", "L=['3','3']").
c("number_chars(33,['3','3'])", "true").
c("number_chars(33.0,L)", "L=['3','3','.','0']").
c("number_chars(X,['3','.','3','E','+','0'])", "X=3.3").
c("number_chars(3.3,['3','.','3','E','+','0'])", "true").
c("number_chars(A,['-','2','5'])", "A=-25").
c("number_chars(A,['\\n',' ','3'])", "A=3").
c("number_chars(A,['3',' '])", "syntax error").
c("number_chars(A,['0',x,f])", "A=15").
c("number_chars(A,['0','''',a])", "A=97").
c("number_chars(A,['4','.','2'])", "A=4.2").
c("number_chars(A,['4','2','.','0','e','-','1'])", "A=4.2").
c("number_chars(X,['3',Y])", "instantiation_error").
c("number_chars(X,Y)", "instantiation_error").
c("number_chars(X,['3'|Y])", "instantiation_error").
c("number_chars(a,L)", "type_error(number,a)").
c("number_chars(A,4)", "type_error(list,4)").
c("number_chars(A,['4',2])", "type_error(character,2)").
c("number_chars(A,[a|b])", "type_error(list,[a|b])").
c("number_chars(A,[f(x)])", "type_error(character,f(x))").
c("number_chars(A,[])", "syntax error").
c("number_chars(A,['-',' ','1'])", "syntax error").
c("number_chars(A,['-','1'])", "A=-1").
c("number_chars(A,['+','1'])", "A=1").
c("number_chars(A,['/','*','*','/','1'])", "A=1").
c("number_chars(A,['%','\\n','1'])", "A=1").
c("number_chars(A,['1','/','*','*','/'])", "syntax error").
c("number_chars(A,['0','b','1','2'])", "syntax error").
c("number_chars(A,[' '])", "syntax error").
c("number_chars(A,['-'])", "syntax error").
c("number_chars(A,['1','e'])", "syntax error").
c("number_chars(A,['1','.'])", "syntax error").
c("number_chars(A,[' ','-','1'])", "A=-1").
c("number_chars(A,['-','-','1'])", "syntax error").
c("number_chars(A,['(','1',')'])", "syntax error").
c("number_chars(A,['''','1',''''])", "syntax error").
c("number_chars(1,['0','1'])", "true").
c("number_chars(1,[a])", "syntax error").
c("number_chars(1,[a|b])", "type_error(list,[a|b])").
c("number_chars(1,[X|b])", "type_error(list,[A|b])").
c("number_chars(1,[X])", "X='1'").
c("number_chars(1,[X,Y])", "false").
c("number_chars(1,[2])", "type_error(character,2)").
c("number_codes(33,L)", "L=[51,51]").
c("number_codes(33,[0'3,0'3])", "true").
c("number_codes(33.0,L)", "L=[51,51,46,48]").
c("number_codes(A,[0'-,0'2,0'5])", "A=-25").
c("number_codes(A,[0' ,0'3])", "A=3").
c("number_codes(A,[0'0,0'x,0'f])", "A=15").
c("number_codes(A,[0'0,0'',0'a])", "A=97").
c("number_codes(A,[0'4,0'.,0'2])", "A=4.2").
c("number_codes(X,Y)", "instantiation_error").
c("number_codes(a,L)", "type_error(number,a)").
c("number_codes(A,4)", "type_error(list,4)").
c("number_codes(A,[0'4,a])", "type_error(integer,a)").
c("number_codes(A,[0'a])", "syntax error").
c("number_codes(A,[0'1|X])", "instantiation_error").
c("number_codes(A,[-1])", "representation_error(character_code)").
c("number_codes(A,[])", "syntax error").
c("number_codes(A,[0'1,0' ])", "syntax error").
c("atom_number(A,1)", "A='1'").
c("atom_number('12',X)", "X=12").
c("atom_number(abc,X)", "false").
c("atom_number(A,B)", "instantiation_error").
c("atom_number('0x1f',X)", "X=31").
c("atom_number(1,X)", "type_error(atom,1)").
c("atom_number('1 ',X)", "false").
c("atom_number(' 1',X)", "false").
c("atom_number('-1',X)", "X=-1").
c("atom_number('- 1',X)", "false").
c("atom_number('+1',X)", "X=1").
c("upcase_atom('abc d',X)", "X='ABC D'").
